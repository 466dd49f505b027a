// The signs of sides and the small pictures: shape, letter and colour together, so that none of them
// is needed alone. The same as in the game's window (`game/ui/icons.py`).

import { h } from "./dom.js";

const corners = (number, turned, radius, middle) =>
  Array.from({ length: number }, (_item, k) => {
    const angle = (2 * Math.PI * k) / number + turned - Math.PI / 2;
    return [50 + radius * Math.cos(angle), middle + radius * Math.sin(angle)];
  });
const polygon = (points) =>
  h("polygon", { points: points.map((at) => at.map((x) => x.toFixed(1)).join()).join(" ") });

const SHAPES = {
  circle: () => h("circle", { cx: 50, cy: 50, r: 48 }),
  square: () => h("rect", { x: 7, y: 7, width: 86, height: 86, rx: 10 }),
  diamond: () => polygon(corners(4, 0, 50, 50)),
  triangle: () => polygon(corners(3, 0, 56, 58)),
  pentagon: () => polygon(corners(5, 0, 52, 53)),
  hexagon: () => polygon(corners(6, Math.PI / 6, 50, 50)),
};
const LIFT = { triangle: 8, pentagon: 2 }; // how much lower than the middle a letter sits

/** A side's shape and letter, to stand in a drawing of 100 by 100. */
export function shape(sign) {
  const y = 51 + (LIFT[sign.shape] || 0);
  return [SHAPES[sign.shape](), h("text", { x: 50, y }, sign.letter)];
}

/** A side's sign before its name, which is read aloud instead. */
export function badge(side) {
  const traits = {
    class: `sign ${side.sign.colour}`,
    viewBox: "0 0 100 100",
    "aria-hidden": "true",
  };
  return h("svg", traits, shape(side.sign));
}

const ICONS = {
  escalate: "M50 14 94 82H6Z",
  "de-escalate": "M50 86 6 18H94Z",
  hold: "M50 14a36 36 0 1 0 .1 0Z",
  lock: "M24 42V34a26 26 0 0 1 52 0v8h8v50H16V42Zm12 0h28V34a14 14 0 0 0-28 0Z",
  harm: "M8 8H92V92H8ZM15 15V24L24 15ZM15 36V52L52 15H36ZM15 64V80L80 15H64ZM24 85H40L85 40V24Z",
};

/** A small picture in the colour of the text around it; what it means is said beside it. */
export function icon(name) {
  const traits = { class: "icon", viewBox: "0 0 100 100", "aria-hidden": "true" };
  return h("svg", traits, h("path", { d: ICONS[name], "fill-rule": "evenodd" }));
}
