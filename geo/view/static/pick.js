// Shows ready HTML and tells which row was chosen by mouse or keyboard.
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".wb-pick");
  if (box.innerHTML !== data) {
    const held = box.querySelector("button:focus")?.closest("[data-pick]")?.dataset.pick;
    const top = box.querySelector(".wb-scroll")?.scrollTop || 0;
    box.innerHTML = data;
    if (held) [...box.querySelectorAll("[data-pick]")].find((row) => row.dataset.pick === held)?.querySelector("button").focus();
    if (top) box.querySelector(".wb-scroll").scrollTop = top;
  }
  box.onclick = (event) => {
    const row = event.target.closest("[data-pick]");
    if (row) setTriggerValue("picked", row.dataset.pick);
  };
}
