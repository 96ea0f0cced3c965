// Hands over what the map showed last; waybill.js keeps it in the tab's session storage.
export default function ({ parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const seen = sessionStorage.getItem("waybill-seen");
  button.disabled = !seen;
  button.title = seen ? "" : "Open Compare first: there the map is moved and zoomed";
  button.onclick = () => setTriggerValue("seen", sessionStorage.getItem("waybill-seen"));
}
