// The land: areas, lines, places and where forces stand, drawn from the scenario's own map; and all of
// it once more as a list.

import { h } from "./dom.js";
import { shape } from "./signs.js";
import { _, fill } from "./words.js";

const LETTER = 7.3; // how wide one is, about
const LINE = 16;
const GAPS = {
  left: [-9, 0, "end"],
  right: [9, 0, "start"],
  above: [0, -10, "middle"],
  below: [0, 11, "middle"],
};

/** The map, and its list. */
export function map(seat) {
  const { sheet } = seat.line.frames;
  const sides = new Map(sheet.sides.map((side) => [side.id, side]));
  const drawn = drawing(seat.land, seat.across);
  const forces = sheet.forces.map((each) => ({ ...each, at: drawn.at(each.at) }));
  const places = sheet.places.map((each) => ({ ...each, at: drawn.at(each.at) }));
  const room = roomOf(drawn, seat.margin, forces, places);
  const lines = [...new Set(seat.land.lines.map((line) => line.label))];
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
      forces.map((force) => strength(force, sides.get(force.actor))),
      drawn.names.map((name) => country(name, room)),
      places.map((place) => mark(place, room)),
    ),
    h(
      "figcaption",
      { class: "small near" },
      lines.length > 0 && h("p", { class: "muted" }, "╌ ", lines.join(" · ")),
      h(
        "details",
        {},
        h("summary", {}, _("The map as a list")),
        list(sheet, sides),
        seat.land.credit && h("p", { class: "muted" }, seat.land.credit),
      ),
    ),
  );
}

/** Where words may still stand: `take(box)` is false where something is, or the drawing ends. */
function roomOf(drawn, margin, forces, places) {
  const taken = [];
  for (const {
    at: [x, y],
    value,
  } of forces) {
    taken.push({
      left: x - 11,
      right: x + 16 + value.length * LETTER,
      top: y - 11,
      bottom: y + 11,
    });
  }
  for (const {
    at: [x, y],
  } of places) {
    taken.push({ left: x - 5, right: x + 5, top: y - 4, bottom: y + 4 });
  }
  const isFree = (box) =>
    box.left > -margin &&
    box.right < drawn.width + margin &&
    box.top > 0 &&
    box.bottom < drawn.height &&
    !taken.some(
      (other) =>
        box.left < other.right &&
        other.left < box.right &&
        box.top < other.bottom &&
        other.top < box.bottom,
    );
  return {
    take(box) {
      if (!isFree(box)) return false;
      taken.push(box);
      return true;
    },
  };
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

/** Words beside a point where there is room, in one line or, both names of a place, in two; else the
 *  list has them. */
function beside([x, y], words, side, room) {
  const shapes = [
    [words],
    words.split("/").map((line, k, all) => (k < all.length - 1 ? `${line}/` : line)),
  ];
  const boxes = [side, ...Object.keys(GAPS)].flatMap((name) =>
    shapes.map((lines) => {
      const [dx, dy, anchor] = GAPS[name] || GAPS.right;
      const wide = LETTER * Math.max(...lines.map((line) => line.length));
      const half = (LINE * lines.length) / 2;
      const left = x + dx - { start: 0, middle: wide / 2, end: wide }[anchor];
      const middle = y + dy * (lines.length > 1 ? 1.7 : 1);
      return {
        lines,
        left,
        right: left + wide,
        top: middle - half,
        bottom: middle + half,
        x: x + dx,
        anchor,
      };
    }),
  );
  const found = boxes.find((box) => room.take(box));
  if (!found) return null;
  return found.lines.map((line, k) =>
    h("text", { x: found.x, y: found.top + LINE * (k + 0.5), "text-anchor": found.anchor }, line),
  );
}

/** An area's name, moved up or down where something else stands. */
function country({ words, x, y }, room) {
  const half = (words.length * LETTER) / 2;
  const found = [0, 1, -1, 2, -2, 3, -3, 4, -4]
    .map((step) => y + (step * LINE) / 2)
    .find((middle) =>
      room.take({ left: x - half, right: x + half, top: middle - 8, bottom: middle + 8 }),
    );
  return h("text", { class: "country", key: words, x, y: found === undefined ? y : found }, words);
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
    beside(place.at, place.name + state, place.side, room),
  );
}

function strength(force, side) {
  const [x, y] = force.at;
  return h(
    "g",
    { key: force.quantity },
    h(
      "svg",
      {
        class: `sign ${side.sign.colour}`,
        x: x - 11,
        y: y - 11,
        width: 22,
        height: 22,
        viewBox: "0 0 100 100",
      },
      shape(side.sign),
    ),
    h("text", { class: "force", x: x + 16, y }, force.value),
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
