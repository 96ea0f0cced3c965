// An article's figures: accepted, rejected or left open by mouse or keyboard. The choices live here
// and are told as a whole, so that quick keys are never lost; a new version comes from the server.
const LETTERS = { a: "accepted", r: "rejected", u: "", e: "open" };
const STEPS = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const box = parentElement.querySelector(".wb-box");
  const rows = () => [...box.querySelectorAll("[data-row]")];
  const mark = (number) => box.querySelector(`mark[data-at="${number}"]`);
  const scrolled = (pane, to) => {
    const there = to && pane ? to.getBoundingClientRect() : null;
    const here = there && pane.getBoundingClientRect();
    if (there && (there.top < here.top || there.bottom > here.bottom)) {
      pane.scrollTop += there.top - here.top - pane.clientHeight / 3;
    }
  };

  if (box.dataset.version !== data.version) {
    box.choices = { ...data.decisions };
    box.dataset.version = data.version;
  }
  if (box.drawn !== data.html) {
    const held = box.querySelector("[data-row]:focus, [data-row] :focus")?.closest("[data-row]");
    const tops = [".wb-text", ".wb-figs"].map((pane) => box.querySelector(pane)?.scrollTop || 0);
    box.innerHTML = box.drawn = data.html;
    [".wb-text", ".wb-figs"].forEach((pane, n) => (box.querySelector(pane).scrollTop = tops[n]));
    if (held) rows()[held.dataset.row]?.focus({ preventScroll: true });
  }

  const paint = () => {
    for (const row of rows()) {
      const chosen = box.choices[row.dataset.row] || "";
      row.dataset.state = chosen;
      for (const button of row.querySelectorAll("[aria-pressed], [data-act$=ed]")) {
        button.setAttribute("aria-pressed", String(button.dataset.act === chosen));
      }
      const marked = mark(row.dataset.row);
      if (marked) marked.dataset.state = chosen;
    }
    if (!box.querySelector("[data-row][tabindex='0']")) reach(rows()[0]);
  };
  // One row at a time is reached by the tabulator, and its buttons; the arrows go on from there.
  const reach = (row) => {
    for (const one of box.querySelectorAll("[data-row], [data-act]")) {
      one.setAttribute("tabindex", row && row.contains(one) ? "0" : "-1");
    }
  };
  const move = (row) => {
    if (!row) return;
    reach(row);
    row.focus({ preventScroll: true });
    scrolled(box.querySelector(".wb-figs"), row);
  };
  const act = (row, what, on) => {
    const number = row.dataset.row;
    if (what === "open" || (what === "accepted" && row.dataset.lacks)) {
      setTriggerValue("opened", number);
      return;
    }
    if (what) box.choices[number] = what;
    else delete box.choices[number];
    paint();
    setStateValue("decisions", { ...box.choices });
    if (on) move(rows()[Number(number) + 1]);
  };

  const follow = (event) => {
    const row = event.target.closest("[data-row]");
    for (const one of box.querySelectorAll("mark.here")) one.classList.remove("here");
    const marked = row && mark(row.dataset.row);
    if (!marked) return;
    marked.classList.add("here");
    scrolled(box.querySelector(".wb-text"), marked);
  };
  if (!box.follow) box.addEventListener("focusin", (box.follow = follow));
  box.onclick = (event) => {
    const marked = event.target.closest("mark");
    if (marked) move(rows()[marked.dataset.at]);
    const row = event.target.closest("[data-row]");
    const button = event.target.closest("[data-act]");
    if (row && button) {
      const same = button.getAttribute("aria-pressed") === "true";
      act(row, same ? "" : button.dataset.act, false);
    } else if (row) move(row);
  };
  box.onkeydown = (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key in STEPS) move(rows()[Number(row.dataset.row) + STEPS[key]]);
    else if (key in LETTERS) act(row, LETTERS[key], true);
    else return;
    event.preventDefault();
  };
  paint();
  if (data.focus && box.dataset.focus !== data.focus) {
    box.dataset.focus = data.focus;
    const number = Number.parseInt(data.focus, 10);
    setTimeout(() => move(rows()[number + 1] || rows()[number]), 50); // after the form has closed
  }
}
