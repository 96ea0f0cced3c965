// Draws Waybill's map inside streamlit-folium's frame. The lines stand before it (WAYBILL_LINES),
// the countries come from basemap.js (WAYBILL_BASEMAP); a rerun of the page sends only what changes: which ways are shown, how, and what their labels say.
(function () {
  "use strict";
  // An exported map brings the fixed words of its language; the dashboard speaks English.
  const say = (text) => (window.WAYBILL_WORDS || {})[text] || text;
  // Where this script came from; the countries lie beside it.
  const HERE = document.currentScript.src.replace(/[^/]*$/, "");
  const THEMES = {
    light: { sea: "#dce9f0", land: "#f7f5ef", border: "#b9b2a3", ink: "#1b2530", halo: "#ffffff" },
    dark: { sea: "#0f1a22", land: "#1f2830", border: "#4a5560", ink: "#e6ebf0", halo: "#12171d" },
  };
  const MODES = {
    rail: {},
    ferry: { dashArray: "2 7" },
    sea: { dashArray: "9 7" },
    road: { dashArray: "1 5" },
  };
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (CALM) L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, inertia: false });
  const HIT_WIDTH = 16;
  const STRIPE = 9;
  const LABEL_ZOOM = [0, 4, 5];
  // Below, above, right and left of a place, in pixels, for a name of this width.
  const SIDES = (width) => [[-width / 2, 5], [-width / 2, -21], [8, -8], [-width - 8, -8]];
  const HOME = [[25, 0], [61, 133]];
  let clicks = 0;
  let base = null;
  const SAME_PLACE = 6;
  const routes = {};
  let labels = null;
  let now = null;
  let keyboard = null;
  let last = { x: -99, y: -99, id: null };
  let lastFit = "";
  let lastTheme = null;

  function setUp(map) {
    const pane = map.createPane("base");
    pane.style.zIndex = 250;
    pane.style.pointerEvents = "none";
    const labels = map.createPane("labels");
    labels.style.zIndex = 620;
    labels.style.pointerEvents = "none";
    document.head.appendChild(style());
    map.attributionControl.setPrefix("Leaflet").addAttribution(
      say("Rail and roads © OpenStreetMap contributors (ODbL) · sea: searoute · land: Natural Earth")
    );
    L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
    legend(map);
    map.on("zoomend", () => declutter(map));
    map.getContainer().setAttribute("aria-label", say("Map of the routes; choose a route with Tab and Enter"));
    map.fitBounds(HOME);
    map.on("moveend", () => remember(map));
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
  }

  // For the export page, which draws what the map shows; a page of its own has none to tell.
  function remember(map) {
    const seen = map.getBounds();
    const edges = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
    try {
      sessionStorage.setItem("waybill-seen", edges.map((edge) => edge.toFixed(3)).join(","));
    } catch {
      // without storage the extent is typed by hand
    }
  }

  // The countries are half a megabyte: they follow once the routes stand, or stand in the page.
  function loadBase(map) {
    if (window.WAYBILL_BASEMAP) {
      addBase(map);
      return;
    }
    const script = document.createElement("script");
    script.src = `${HERE}basemap.js`;
    script.onload = () => addBase(map);
    document.head.appendChild(script);
  }

  function addBase(map) {
    base = L.geoJSON(window.WAYBILL_BASEMAP, {
      pane: "base", renderer: L.canvas({ pane: "base", padding: 0.5 }), interactive: false,
      style: { weight: 0.7, fillOpacity: 1 },
    }).addTo(map);
    applyTheme(map, lastTheme);
  }

  function labelRank(map) {
    return LABEL_ZOOM.filter((zoom) => map.getZoom() >= zoom).length;
  }

  // A route is drawn anew only when it looks different from before; so a rerun that changes one
  // route's strength costs one route's lines.
  function draw(map, state) {
    now = state;
    if (lastTheme === null) {
      setTimeout(() => loadBase(map), 0);
      fit(map, state); // before there are lines: they are projected once
    }
    if (state.theme !== lastTheme) applyTheme(map, state.theme);
    const order = Object.keys(state.ways).sort((a, b) => rank(state, a) - rank(state, b));
    Object.keys(routes).filter((id) => !state.ways[id]).forEach((id) => remove(map, id));
    order.forEach((id) => {
      const look = JSON.stringify([state.ways[id].keys, state.ways[id].others, dimmed(state, id), id === state.selected, state.theme]);
      if (routes[id] && routes[id].look === look) return;
      remove(map, id);
      const group = L.layerGroup();
      routes[id] = { look, group };
      drawRoute(group, id, state, THEMES[state.theme]);
      hitArea(group, id, state);
      group.addTo(map);
    });
    if (routes[state.selected]) raise(routes[state.selected].group);
    drawLabels(map, state);
    fit(map, state);
    map.getContainer().setAttribute("data-selected", state.selected || "");
    requestAnimationFrame(() => { declutter(map); refocus(map); });
  }

  function fit(map, state) {
    if (lastFit === state.fit) return;
    lastFit = state.fit;
    const bounds = L.latLngBounds([]);
    Object.keys(state.ways).flatMap((id) => legsOf(id, state)).filter((item) => item.chosen)
      .forEach(({ leg }) => leg.parts.forEach((part) => part.points.forEach((point) => bounds.extend(point))));
    if (bounds.isValid()) map.fitBounds(bounds.pad(0.03), CALM ? { animate: false } : {});
  }

  function remove(map, id) {
    if (routes[id]) map.removeLayer(routes[id].group);
    delete routes[id];
  }

  function raise(group) {
    group.eachLayer((layer) => layer.bringToFront && layer.bringToFront());
  }

  function dimmed(state, id) {
    return state.selected ? id !== state.selected : !state.ways[id].strong;
  }

  function drawLabels(map, state) {
    const look = JSON.stringify([state.selected, state.theme, Object.values(state.ways).map((way) => [way.keys, way.others])]);
    if (labels && labels.look === look) return;
    if (labels) map.removeLayer(labels.group);
    labels = { look, group: L.layerGroup() };
    drawPlaces(labels.group, state, THEMES[state.theme]);
    drawEvents(labels.group, state);
    labels.group.addTo(map);
  }

  // After Enter the route's line is a new element: give it the focus that the old one had.
  function refocus(map) {
    if (!keyboard) return;
    const path = map.getContainer().querySelector(`path[data-route="${keyboard}"]`);
    keyboard = null;
    if (path) path.focus();
  }

  // Show the names that fit, the important ones first: each tries below, above, right and left.
  function declutter(map) {
    map.getContainer().setAttribute("data-labels", labelRank(map));
    const spans = [...map.getPane("labels").querySelectorAll(".waybill-label span, .waybill-event span")];
    spans.sort((a, b) => a.dataset.rank - b.dataset.rank);
    // All are measured before any is moved: a look at a size after a move lays the page out anew.
    const sizes = spans.map((span) => {
      const { x, y } = span.parentElement.getBoundingClientRect();
      return { x, y, width: span.offsetWidth, height: span.offsetHeight };
    });
    const taken = [];
    spans.forEach((span, index) => {
      const { x, y, width, height } = sizes[index];
      if (!width) return;
      const free = SIDES(width).find(([right, down]) => {
        const box = { left: x + right, top: y + down, right: x + right + width, bottom: y + down + height };
        if (taken.some((other) => overlap(box, other))) return false;
        taken.push(box);
        return true;
      });
      span.style.visibility = free ? "" : "hidden";
      if (free) span.style.transform = `translate(${free[0]}px, ${free[1]}px)`;
    });
  }

  function overlap(a, b) {
    return a.left < b.right + 2 && a.right > b.left - 2 && a.top < b.bottom && a.bottom > b.top;
  }

  function rank(state, id) {
    return (id === state.selected ? 2 : 0) + (state.ways[id].strong ? 1 : 0);
  }

  function legsOf(id, state) {
    const way = state.ways[id];
    return (window.WAYBILL_LINES.routes[id] || { legs: [] }).legs.map((leg) => {
      const chosen = leg.ways.some((key) => way.keys.includes(key));
      return { leg, chosen, shown: chosen || leg.ways.some((key) => way.others.includes(key)) };
    }).filter((item) => item.shown);
  }

  function drawRoute(group, id, state, theme) {
    const colour = window.WAYBILL_LINES.routes[id].colour;
    const selected = id === state.selected;
    const faint = dimmed(state, id);
    legsOf(id, state).forEach(({ leg, chosen }) => {
      const weight = selected ? (chosen ? 5.5 : 2.6) : chosen ? 3.4 : 2;
      const opacity = faint ? (state.selected ? 0.22 : 0.4) : chosen ? 0.95 : 0.6;
      leg.parts.forEach((part) => {
        const options = { color: colour, weight, opacity, interactive: false, lineCap: "butt", ...MODES[leg.mode] };
        if (part.of > 1 && !selected) {
          options.dashArray = `${STRIPE} ${STRIPE * (part.of - 1)}`;
          options.dashOffset = `${-STRIPE * part.nth}`;
        }
        if (selected && chosen) {
          L.polyline(part.points, { color: theme.halo, weight: weight + 3.5, opacity: 0.9, interactive: false, lineCap: "butt" }).addTo(group);
        }
        L.polyline(part.points, options).addTo(group);
        if (part.patch) {
          L.polyline(part.points, { color: theme.halo, weight: weight * 0.45, opacity: 0.95, dashArray: "3 6", interactive: false, lineCap: "butt" }).addTo(group);
        }
      });
    });
  }

  function hitArea(group, id, state) {
    const parts = legsOf(id, state).flatMap(({ leg }) => leg.parts.map((part) => part.points));
    if (!parts.length) return;
    const line = L.polyline(parts, { weight: HIT_WIDTH, opacity: 0, color: "#000", bubblingMouseEvents: false });
    line.bindTooltip(() => tooltip(id), { sticky: true, opacity: 1, className: "waybill-tip" });
    line.on("click", (event) => choose(under(event.originalEvent, id)));
    line.on("add", () => {
      const path = line.getElement();
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", state.ways[id].name);
      path.setAttribute("aria-pressed", String(id === state.selected));
      path.setAttribute("data-route", id);
      path.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        keyboard = id;
        choose(id);
      });
    });
    line.addTo(group);
  }

  // Where routes share a line, the first click takes the upper one, a second click at the same
  // place lets it go, and a third takes the next; a click elsewhere takes another than the chosen.
  function under(event, top) {
    const paths = document.elementsFromPoint(event.clientX, event.clientY);
    const ids = [...new Set(paths.map((path) => path.dataset && path.dataset.route).filter(Boolean))];
    if (!ids.length) return top;
    const again = Math.hypot(event.clientX - last.x, event.clientY - last.y) < SAME_PLACE;
    let id = ids.find((other) => other !== now.selected) || now.selected;
    if (again && ids.includes(now.selected)) id = now.selected;
    else if (again && !now.selected) id = ids.sort()[(ids.indexOf(last.id) + 1) % ids.length];
    last = { x: event.clientX, y: event.clientY, id };
    return id;
  }

  function choose(id) {
    clicks += 1;
    window.Streamlit.setComponentValue({ route: id, count: clicks, at: Date.now() });
  }

  // Text nodes only: nothing from the catalog is ever read as HTML.
  function tooltip(id) {
    const box = document.createElement("div");
    [now.ways[id].name, ...now.ways[id].lines].forEach((text, index) => {
      const row = document.createElement(index ? "div" : "b");
      row.textContent = text;
      box.appendChild(row);
    });
    return box;
  }

  function drawPlaces(group, state, theme) {
    const named = new Map();
    Object.keys(state.ways).forEach((id) => {
      if (state.selected && id !== state.selected) return;
      legsOf(id, state).forEach(({ leg }) => leg.places.forEach((place) => named.set(place, beside(place, leg))));
    });
    named.forEach((at, id) => {
      const place = window.WAYBILL_LINES.places[id];
      const rank = state.selected ? 0 : place.rank;
      L.circleMarker(at, {
        radius: 3.2, color: theme.ink, weight: 1.2, fillColor: theme.halo, fillOpacity: 1,
        interactive: false, pane: "labels", className: `waybill-rank-${rank}`,
      }).addTo(group);
      label(group, at, place.name, `waybill-label waybill-rank-${rank}`, place.rank);
    });
  }

  // A line over the Pacific goes on beyond 180 degrees: its port stands where it ends.
  function beside(id, leg) {
    const at = window.WAYBILL_LINES.places[id].at;
    const ends = [leg.parts[0].points[0], leg.parts[leg.parts.length - 1].points.slice(-1)[0]];
    return ends.some((end) => Math.abs(end[1] - at[1] - 360) < 5) ? [at[0], at[1] + 360] : at;
  }

  function drawEvents(group, state) {
    if (!state.selected) return;
    legsOf(state.selected, state).filter((item) => item.chosen).forEach(({ leg }) => {
      leg.events.forEach((event) => {
        const symbol = event.kind === "border" ? "◆" : "▲";
        label(group, event.at, `${symbol} ${event.text}`, `waybill-event waybill-${event.kind}`, 1.5);
      });
    });
  }

  function label(group, at, text, className, order) {
    const span = document.createElement("span");
    span.textContent = text;
    span.dataset.rank = order;
    const icon = L.divIcon({ html: span, className, iconSize: [0, 0], iconAnchor: [0, 0] });
    L.marker(at, { icon, interactive: false, keyboard: false, pane: "labels" }).addTo(group);
  }

  function legend(map) {
    const control = L.control({ position: "bottomright" });
    control.onAdd = () => {
      const box = L.DomUtil.create("details", "waybill-legend");
      box.open = map.getSize().x > 720;
      const summary = document.createElement("summary");
      summary.textContent = say("Legend");
      box.appendChild(summary);
      [["rail", "rail"], ["patch", "link not in the rail graph"], ["ferry", "Caspian ferry"], ["sea", "sea"],
        ["road", "road"], ["stripe", "shared by several routes"]].forEach(([kind, text]) => {
        box.appendChild(legendRow(kind, text));
      });
      ["◆ border crossing", "▲ gauge break", "Mercator: lengths are not to scale",
        "Boundaries imply no endorsement"].forEach((text) => {
        const row = document.createElement("div");
        row.textContent = say(text);
        box.appendChild(row);
      });
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    control.addTo(map);
  }

  function legendRow(kind, text) {
    const row = document.createElement("div");
    const line = document.createElement("i");
    line.className = `waybill-key waybill-key-${kind}`;
    const words = document.createElement("span");
    words.textContent = say(text);
    row.append(line, words);
    return row;
  }

  function applyTheme(map, name) {
    const theme = THEMES[name];
    lastTheme = name;
    const container = map.getContainer();
    container.style.background = theme.sea;
    container.classList.toggle("waybill-dark", name === "dark");
    if (base) base.setStyle({ color: theme.border, fillColor: theme.land });
  }

  function style() {
    const sheet = document.createElement("style");
    sheet.textContent = `
      /* the height that page.css gives the frame on a phone; a frame still growing has others */
      @media (min-height: 415px) and (max-height: 417px) { #map_div { height: 100vh !important } }
      path.leaflet-interactive:focus:not(:focus-visible) { outline: none }
      path.leaflet-interactive:focus-visible { stroke: #f0b429; stroke-opacity: .55 }
      .leaflet-container { font: 12px/1.35 "Source Sans", "Source Sans 3", system-ui, sans-serif; --ink: #1b2530; --halo: #fff; --box: #ffffffe8 }
      .leaflet-container.waybill-dark { --ink: #e6ebf0; --halo: #12171d; --box: #1d242ce8 }
      .waybill-label span, .waybill-event span { position: absolute; white-space: nowrap;
        color: var(--ink); font-size: 11.5px; font-weight: 500;
        text-shadow: 0 0 2px var(--halo), 0 0 3px var(--halo), 0 0 4px var(--halo), 1px 1px 1px var(--halo), -1px -1px 1px var(--halo) }
      .waybill-event span { font-size: 10.5px; font-weight: 600 }
      .waybill-rank-1, .waybill-rank-2 { display: none }
      [data-labels="2"] .waybill-rank-1, [data-labels="3"] .waybill-rank-1, [data-labels="3"] .waybill-rank-2 { display: block }
      .waybill-tip { background: var(--box); color: var(--ink); border: 1px solid #8895a1; box-shadow: 0 2px 8px #0003; max-width: 340px; white-space: normal; width: max-content }
      .waybill-tip::before { display: none }
      .waybill-legend, .leaflet-control-attribution, .leaflet-control-scale-line { background: var(--box) !important; color: var(--ink) !important }
      .leaflet-control-attribution a { color: inherit }
      .leaflet-bar a, .leaflet-bar a.leaflet-disabled { background: var(--halo); color: var(--ink) }
      .waybill-legend { padding: 4px 9px 6px; border-radius: 5px; box-shadow: 0 1px 4px #0003; font-size: 11.5px }
      .waybill-legend summary { cursor: pointer; font-weight: 600 }
      .waybill-key { display: inline-block; width: 26px; margin-right: 7px; border-top: 3px solid var(--ink); vertical-align: middle }
      .waybill-key-ferry, .waybill-key-road { border-top-style: dotted }
      .waybill-key-road { border-top-width: 2px }
      .waybill-key-sea { border-top-style: dashed }
      .waybill-key-patch { border-top-style: double; border-top-width: 4px }
      .waybill-key-stripe { border: 0; height: 3px; background: repeating-linear-gradient(90deg, #0b6fae 0 6px, #b0417f 6px 12px) }
      .leaflet-control-attribution { max-width: calc(100% - 150px); font-size: 10px }`;
    return sheet;
  }

  window.waybill = { setUp, draw };
})();
