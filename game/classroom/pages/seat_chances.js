// The chance of a peaceful end from turn to turn, drawn; and the same turn by turn as a list.

import { h } from "./dom.js";
import { _, fill } from "./words.js";

const TOP = 14;
const FLOOR = 186;
const MARK = 10; // half of a turning point's diamond

/** How wide a drawing is in its own figures, so that letters keep their size on a phone. */
export const acrossOf = (seat) => (seat.wide ? 600 : 330);

const y = (share) => FLOOR - share * (FLOOR - TOP);

/** The curve, its turning points, and what its lines mean. */
export function chances(seat, found) {
  const { points, lines, off_ramp: ramp } = found.curve;
  if (!points.length) return null;
  const across = acrossOf(seat);
  const x = (turn) => 54 + ((turn - points[0].turn + 0.5) * (across - 58)) / points.length;
  const every = Math.ceil((points.length * 45) / across);
  return h(
    "section",
    { class: "panel near", key: "chances" },
    h("h2", {}, _("How likely was a peaceful end?")),
    h(
      "svg",
      {
        class: "path",
        viewBox: `0 0 ${across} 216`,
        role: "img",
        "aria-label": _("A list follows it"),
      },
      [0, 0.5, 1].map((share) => [
        h("path", { class: "grid", d: `M52 ${y(share)}H${across - 4}` }),
        h("text", { class: "scale", x: 47, y: y(share) }, `${100 * share} %`),
      ]),
      drawn(points, x),
      ramp && h("path", { class: "ramp", d: `M${x(ramp.turn)} ${TOP - 8}V${FLOOR}` }),
      found.turning.map((each) => diamond(each, points, x)),
      points
        .slice(0, -1)
        .filter((_each, k) => k % every === 0)
        .map((each) => h("text", { class: "axis", x: x(each.turn), y: 206 }, each.turn)),
    ),
    h(
      "ul",
      { class: "legend small muted" },
      [...lines, ...(ramp ? [{ kind: "ramp", ...ramp }] : [])].map((each) =>
        h("li", { class: "row", key: each.kind }, swatch(each.kind), each.says),
      ),
    ),
    turned(found),
    h(
      "details",
      { class: "small" },
      h("summary", {}, _("Turn by turn")),
      h(
        "ol",
        { class: "near" },
        points.map((each) =>
          h(
            "li",
            { key: each.turn },
            h("strong", {}, `${fill(_("Turn {turn}"), each)} · ${each.date}: `),
            each.says.join("; "),
          ),
        ),
      ),
    ),
  );
}

function drawn(points, x) {
  const of = (name) => points.filter((each) => each[name]);
  const way = (name, part) =>
    of(name).map((each) => `${x(each.turn).toFixed(1)} ${y(each[name][part]).toFixed(1)}`);
  const line = (name) => "M" + way(name, 0).join("L");
  return [
    of("truth").length > 0 && [
      h("path", {
        class: "band",
        d: `M${[...way("truth", 2), ...way("truth", 1).reverse()].join("L")}Z`,
      }),
      h("path", { class: "course", d: line("truth") }),
    ],
    of("history").length > 0 && h("path", { class: "dashes", d: line("history") }),
    of("knew").map((each) =>
      h("circle", { class: "ring", cx: x(each.turn), cy: y(each.knew[0]), r: 4 }),
    ),
  ];
}

function diamond(of, points, x) {
  const point = points.find((each) => each.turn === of.turn);
  if (!point || !point.truth) return null;
  const [a, b] = [x(of.turn), y(point.truth[0])];
  return h(
    "g",
    { class: "marked" },
    h("path", {
      class: "diamond",
      d: `M${a} ${b - MARK}L${a + MARK} ${b}L${a} ${b + MARK}L${a - MARK} ${b}Z`,
    }),
    h("text", { x: a, y: b }, of.letter),
  );
}

function swatch(kind) {
  return h(
    "svg",
    { class: "swatch path", viewBox: "0 0 30 14", "aria-hidden": "true" },
    kind === "line" && [
      h("rect", { class: "band", x: 0, y: 1, width: 30, height: 12 }),
      h("path", { class: "course", d: "M0 7H30" }),
    ],
    kind === "ramp" && h("path", { class: "ramp", d: "M15 0V14" }),
    kind === "dashes" && h("path", { class: "dashes", d: "M0 7H30" }),
    kind === "ring" && h("circle", { class: "ring", cx: 15, cy: 7, r: 4 }),
  );
}

function turned(found) {
  return (
    found.turning.length > 0 &&
    h(
      "div",
      { class: "near" },
      h("h3", { class: "small muted" }, _("What turned it")),
      h(
        "ul",
        {},
        found.turning.map((each) =>
          h(
            "li",
            { key: each.letter },
            fill(_("{letter}  turn {turn}: {moved}"), { ...each, moved: each.says }),
          ),
        ),
      ),
    )
  );
}
