// Runs Waybill's map in a page of its own, from what stands in the page; nothing is asked of anyone.
(function () {
  "use strict";
  const state = JSON.parse(document.getElementById("waybill-state").textContent);
  const map = L.map("map", { minZoom: 1, maxZoom: 9, zoomSnap: 0.25, zoomDelta: 0.75, worldCopyJump: false });
  const rows = [...document.querySelectorAll("tr[data-pick]")];

  function choose(id) {
    state.selected = state.selected === id ? "" : id;
    window.waybill.draw(map, state);
    rows.forEach((row) => row.setAttribute("aria-current", String(row.dataset.pick === state.selected)));
  }

  // What the dashboard's frame would answer a click with.
  window.Streamlit = { setComponentValue: (value) => choose(value.route) };
  window.waybill.setUp(map);
  window.waybill.draw(map, state);
  if (state.bounds) map.fitBounds(state.bounds);
  else map.fitBounds(L.latLngBounds(points()).pad(0.04));
  rows.forEach((row) => row.addEventListener("click", () => choose(row.dataset.pick)));

  function points() {
    return Object.keys(state.ways).flatMap((id) => window.WAYBILL_LINES.routes[id].legs
      .filter((leg) => leg.ways.some((way) => state.ways[id].keys.includes(way)))
      .flatMap((leg) => leg.parts.flatMap((part) => part.points)));
  }
})();
