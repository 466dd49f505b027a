// The land: areas, lines, places and where forces stand, drawn from the scenario's own map; and all of
// it once more as a list.

import { h } from "./dom.js";
import { shape } from "./signs.js";
import { _, fill } from "./words.js";

const ACROSS = { wide: 640, narrow: 340 };
const GAPS = { left: [-9, 0, "end"], right: [9, 0, "start"], above: [0, -10, "middle"], below: [0, 11, "middle"] };

/** The map, and its list. */
export function map(seat) {
  const { sheet } = seat.line.frames;
  const signs = new Map(sheet.sides.map((side) => [side.id, side]));
  const drawn = drawing(seat.land, seat.wide ? ACROSS.wide : ACROSS.narrow);
  return h("figure", { class: "panel map", key: "map" },
    h("svg", { viewBox: `0 0 ${drawn.width} ${drawn.height}`, role: "img", "aria-label": _("Map; a list follows it") },
      h("rect", { class: "sea", width: drawn.width, height: drawn.height }),
      drawn.areas, drawn.lines,
      drawn.names,
      sheet.places.map((place) => mark(place, drawn.at(place.at), seat.wide)),
      sheet.forces.map((force) => strength(force, drawn.at(force.at), signs.get(force.actor)))),
    h("figcaption", { class: "small near" },
      seat.land.lines.length > 0 && h("p", { class: "muted" }, "╌ ", [...new Set(seat.land.lines.map((line) => line.label))].join(" · ")),
      h("details", {}, h("summary", {}, _("The map as a list")), list(sheet, signs)),
      seat.land.credit && h("p", { class: "muted" }, seat.land.credit)));
}

// The shapes never change: they are drawn once for each width.
const shelf = new Map();

function drawing(land, width) {
  if (!shelf.has(width)) shelf.set(width, draw(land, width));
  return shelf.get(width);
}

function draw(land, width) {
  const [west, south, east, north] = land.window;
  const stretch = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * stretch);
  const at = ([x, y]) => [(x - west) * stretch * scale, (north - y) * scale];
  const path = (points) => "M" + points.map((point) => at(point).map((x) => x.toFixed(1)).join(" ")).join("L");
  const height = Math.round((north - south) * scale);
  const area = (each) =>
    h("path", { class: each.home ? "land home" : "land", d: each.rings.map((ring) => path(ring) + "Z").join("") });
  const name = (each) => {
    const spot = inside(each.rings.map((ring) => ring.map(at)), width, height);
    return spot && h("text", { class: "country", x: spot[0], y: spot[1] }, each.name);
  };
  return {
    width, height, at,
    areas: land.areas.map(area),
    lines: land.lines.map((each) => h("path", { class: "border", d: each.paths.map(path).join("") })),
    names: land.areas.map(name),
  };
}

/** A place for an area's name: of a grid over the drawing, the point in it furthest from any edge. */
function inside(rings, width, height) {
  let best = null;
  for (let x = 0.1; x < 0.95; x += 0.05) {
    for (let y = 0.06; y < 0.98; y += 0.04) {
      const spot = [x * width, y * height];
      if (!rings.some((ring) => holds(ring, spot))) continue;
      const edges = [spot[0] * 0.6, (width - spot[0]) * 0.6, spot[1], height - spot[1]];
      const room = Math.min(...edges, ...rings.flat().map(([a, b]) => Math.hypot((a - spot[0]) * 0.5, b - spot[1])));
      if (!best || room > best[2]) best = [...spot, room];
    }
  }
  return best && best[2] > 20 ? best : null;
}

function holds(ring, [x, y]) {
  let isIn = false;
  for (let k = 0, last = ring.length - 1; k < ring.length; last = k, k += 1) {
    const [[a, b], [c, d]] = [ring[k], ring[last]];
    if (b > y !== d > y && x < ((c - a) * (y - b)) / (d - b) + a) isIn = !isIn;
  }
  return isIn;
}

function mark(place, [x, y], isWide) {
  const isCrossing = place.closed !== null;
  const [dx, dy, anchor] = GAPS[place.side] || GAPS.right;
  const state = isCrossing ? ` · ${openness(place)}` : "";
  const words = isWide ? place.name + state : place.name.split("/")[0] + (place.closed ? state : "");
  return h("g", { key: place.name },
    isCrossing
      ? [h("rect", { class: "crossing", x: x - 5, y: y - 5, width: 10, height: 10 }),
         place.closed && h("path", { class: "shut", d: `M${x - 3} ${y - 3}l6 6m0-6l-6 6` })]
      : h("circle", { class: "place", cx: x, cy: y, r: place.kind === "village" ? 3 : 4.5 }),
    h("text", { x: x + dx, y: y + dy, "text-anchor": anchor }, words));
}

function strength(force, [x, y], side) {
  return h("g", { key: force.quantity },
    h("svg", { class: `sign ${side.sign.colour}`, x: x - 11, y: y - 11, width: 22, height: 22, viewBox: "0 0 100 100" },
      shape(side.sign)),
    h("text", { class: "force", x: x + 16, y }, force.value));
}

const openness = (place) => (place.closed ? _("closed") : _("open"));

function list(sheet, signs) {
  const place = (each) =>
    h("li", {}, `${each.name}: ${each.kind_says}`, each.closed === null ? "" : `, ${openness(each)}`);
  const force = (each) =>
    h("li", {}, fill(_("{side}: {value}"), { side: signs.get(each.actor).name, value: each.value }));
  return h("ul", { class: "dots" }, sheet.forces.map(force), sheet.places.map(place));
}
