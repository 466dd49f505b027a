// The debrief on the wall: all paths, and one talking point at a time.

import { h } from "./dom.js";
import { legend, paths } from "./projector_paths.js";
import { _, fill } from "./words.js";

/** The picture, and beside it what is talked about. */
export function debrief(room, of) {
  const ladder = room.ladder.map((rung) => rung.label);
  const point = of.points.find((each) => each.id === room.point);
  return [
    h("h1", {}, point ? point.title : _("How it rose and fell")),
    h(
      "div",
      { class: "back" },
      h(
        "div",
        { class: "picture" },
        paths(ladder, of, point ? point.tables : [], point ? point.turn : null),
        legend(of),
      ),
      point ? talk(point) : endings(of),
    ),
  ];
}

function talk({ says, ask, split }) {
  return h(
    "section",
    { class: "talk stack", key: "talk" },
    h("p", { class: "large" }, says),
    split.length > 0 &&
      h(
        "ul",
        { class: "split" },
        split.map((part) =>
          h(
            "li",
            { key: part.label },
            h("p", {}, part.label),
            h("p", { class: "strong" }, named(part.tables)),
          ),
        ),
      ),
    ask && h("p", { class: "ask" }, ask),
  );
}

/** Every table by its number, however many. */
const named = (tables) =>
  tables.length > 1
    ? fill(_("tables: {tables}"), { tables: tables.join(", ") })
    : fill(_("table {table}"), { table: tables[0] });

/** How it ended where; no table won. */
function endings(of) {
  const found = new Map();
  for (const { ending, table } of of.tables)
    if (ending) found.set(ending, [...(found.get(ending) || []), table]);
  return h(
    "section",
    { class: "talk stack", key: "ends" },
    h("h2", {}, _("How it ended")),
    h(
      "ul",
      { class: "split" },
      [...found].map(([ending, tables]) =>
        h(
          "li",
          { key: ending },
          h("p", {}, ending),
          h("p", { class: "strong" }, named(tables)),
        ),
      ),
    ),
    of.history &&
      of.history.ending &&
      h("p", { class: "muted" }, fill(_("On record: {ending}"), of.history)),
  );
}
