// The land: areas, lines, places and where forces stand, drawn from the scenario's own map; and all of
// it once more as a list.

import { h } from "./dom.js";
import { boxOf, Room } from "./seat_labels.js";
import { shape } from "./signs.js";
import { _, fill } from "./words.js";

const SIGN = 11; // half of a side's sign
const DOT = 5; // half of a place's

/** The map, and its list. */
export function map(seat) {
  const { sheet } = seat.line.frames;
  const sides = new Map(sheet.sides.map((side) => [side.id, side]));
  const drawn = drawing(seat.land, seat.across);
  const forces = sheet.forces.map((each) => ({ ...each, at: drawn.at(each.at) }));
  const places = sheet.places.map((each) => ({ ...each, at: drawn.at(each.at) }));
  const room = new Room(drawn, seat.margin, seat.wide ? 14 : 13, [
    ...forces.map((each) => boxOf(each.at, SIGN)),
    ...places.map((each) => boxOf(each.at, DOT)),
  ]);
  return h(
    "figure",
    { class: "panel map", key: "map" },
    h(
      "svg",
      {
        viewBox: `0 0 ${drawn.width} ${drawn.height}`,
        role: "img",
        "aria-label": _("Map; a list follows it"),
      },
      h("rect", { class: "sea", x: -2000, y: -2000, width: 5000, height: 5000 }),
      drawn.areas,
      drawn.lines,
      forces.map((force) => strength(force, sides.get(force.actor), room)),
      places.map((place) => mark(place, room)),
      drawn.names.map((name) => country(name, room)),
    ),
    h(
      "figcaption",
      { class: "small near" },
      legend(seat, !seat.wide),
      h(
        "details",
        {},
        h("summary", {}, _("The map as a list")),
        seat.wide && legend(seat, true),
        list(sheet, sides),
        seat.land.credit && h("p", { class: "muted" }, seat.land.credit),
      ),
    ),
  );
}

/** What the lines are: their names and, in full, what the scenario's glossary says of them. */
function legend(seat, isFull) {
  const { terms } = seat.line.frames.brief;
  const labels = [...new Set(seat.land.lines.map((line) => line.label))];
  const swatch = h(
    "svg",
    { class: "swatch", viewBox: "0 0 30 14", "aria-hidden": "true" },
    h("path", { class: "border", d: "M0 7H30" }),
  );
  return labels.map((label) => {
    const of = terms.find((each) => each.term.toLowerCase() === label.toLowerCase());
    return h(
      "p",
      { class: "legend", key: label },
      swatch,
      h(
        "span",
        {},
        h("strong", {}, label),
        isFull && of && h("span", { class: "muted" }, `: ${of.text}`),
      ),
    );
  });
}

// The shapes never change: they are drawn once for a width.
let shelf = {};

function drawing(land, width) {
  if (shelf.width !== width) shelf = draw(land, width);
  return shelf;
}

function draw(land, width) {
  const [west, south, east, north] = land.window;
  const stretch = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * stretch);
  const at = ([x, y]) => [(x - west) * stretch * scale, (north - y) * scale];
  const path = (points) =>
    "M" +
    points
      .map((point) =>
        at(point)
          .map((x) => x.toFixed(1))
          .join(" "),
      )
      .join("L");
  const height = Math.round((north - south) * scale);
  const area = (each) =>
    h("path", {
      class: each.home ? "land home" : "land",
      d: each.rings.map((ring) => path(ring) + "Z").join(""),
    });
  const name = (each) => {
    const spot = inside(
      each.rings.map((ring) => ring.map(at)),
      width,
      height,
    );
    return spot && { words: each.name, x: spot[0], y: spot[1] };
  };
  return {
    width,
    height,
    at,
    areas: land.areas.map(area),
    lines: land.lines.map((each) =>
      h("path", { class: "border", d: each.paths.map(path).join("") }),
    ),
    names: land.areas.map(name).filter(Boolean),
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
      const room = Math.min(
        ...edges,
        ...rings.flat().map(([a, b]) => Math.hypot((a - spot[0]) * 0.5, b - spot[1])),
      );
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

/** An area's name, where there is room. */
function country({ words, x, y }, room) {
  const spot = room.around([x, y], words);
  return spot && h("text", { class: "country", key: words, ...spot }, words);
}

/** Lines of words where there is room for them; else the list has them. */
function written(spot, kind = "") {
  if (!spot) return null;
  const { lines, x, y, step, anchor } = spot;
  return lines.map((line, k) =>
    h("text", { class: kind, x, y: y + k * step, "text-anchor": anchor }, line),
  );
}

/** A place's names in one line or, both of them, in two. */
function named(place, state, room) {
  const words = place.name + state;
  const parts = words.split("/").map((part, k, all) => (k < all.length - 1 ? `${part}/` : part));
  return written(room.beside(place.at, [[words], parts], { side: place.side, reach: DOT + 4 }));
}

function mark(place, room) {
  const [x, y] = place.at;
  const isCrossing = place.closed !== null;
  const state = isCrossing ? ` · ${openness(place)}` : "";
  return h(
    "g",
    { key: place.name },
    isCrossing
      ? [
          h("rect", { class: "crossing", x: x - 5, y: y - 5, width: 10, height: 10 }),
          place.closed && h("path", { class: "shut", d: `M${x - 3} ${y - 3}l6 6m0-6l-6 6` }),
        ]
      : h("circle", { class: "place", cx: x, cy: y, r: place.kind === "village" ? 3 : 4.5 }),
    named(place, state, room),
  );
}

function strength(force, side, room) {
  const [x, y] = force.at;
  const [, amount, unit] = force.value.match(/^(.*\d) (\D+)$/) || ["", force.value];
  const shapes = [[force.value], ...(unit ? [[amount, unit]] : [])];
  const traits = { side: force.side, reach: SIGN + 5, weight: 600 };
  return h(
    "g",
    { key: force.quantity },
    h(
      "svg",
      {
        class: `sign ${side.sign.colour}`,
        x: x - SIGN,
        y: y - SIGN,
        width: 2 * SIGN,
        height: 2 * SIGN,
        viewBox: "0 0 100 100",
      },
      shape(side.sign),
    ),
    written(
      room.beside([x, y], shapes, traits) || room.beside([x, y], [[amount]], traits),
      "force",
    ),
  );
}

const openness = (place) => (place.closed ? _("closed") : _("open"));

function list(sheet, signs) {
  const place = (each) =>
    h(
      "li",
      {},
      `${each.name}: ${each.kind_says}`,
      each.closed === null ? "" : `, ${openness(each)}`,
    );
  const force = (each) =>
    h(
      "li",
      {},
      fill(_("{side}: {value}"), { side: signs.get(each.actor).name, value: each.value }),
    );
  return h("ul", { class: "dots" }, sheet.forces.map(force), sheet.places.map(place));
}
