// The debrief of the class on the teacher's page: the paths, and talking points to bring to the wall.

import { h } from "./dom.js";
import { legend, paths } from "./projector_paths.js";
import { seatOf } from "./teacher_acts.js";
import { _, fill } from "./words.js";

/** Paths, and points one by one. */
export function debrief(desk) {
  const room = desk.line.frames.class;
  const of = desk.line.frames.debrief;
  if (!of)
    return h(
      "section",
      { class: "panel", key: "debrief" },
      h("h2", {}, _("Looking back")),
      h("p", { class: "muted" }, _("One moment …")),
    );
  const point = of.points.find((each) => each.id === room.point);
  return [
    h(
      "section",
      { class: "panel near", key: "debrief" },
      h("h2", {}, _("How it rose and fell")),
      h(
        "div",
        { role: "group", "aria-label": _("Paths") },
        paths(room.ladder, of, point ? point.tables : [], point ? point.turn : null),
      ),
      legend(of),
      of.progress && h("p", { class: "small muted" }, of.progress),
    ),
    h(
      "section",
      { class: "panel stack", key: "points" },
      h("h2", {}, _("Talking points")),
      h(
        "ol",
        { class: "stack points" },
        of.points.map((each) => pointOf(desk, each)),
      ),
      !of.points.length &&
        h(
          "p",
          { class: "muted" },
          of.progress || _("There is too little to compare: talk about the paths."),
        ),
    ),
    of.weighed.length > 0 &&
      h(
        "details",
        { class: "panel", key: "weighed" },
        h("summary", {}, h("h2", { class: "inline" }, _("Orders that weighed most"))),
        h(
          "p",
          { class: "small muted" },
          _(
            "What each changed in the chance of a peaceful end, in points of 100, against what the side's policy would have done; in brackets the 90 % interval.",
          ),
        ),
        h(
          "ul",
          { class: "stack small" },
          of.weighed.map((each) => weighed(desk, each)),
        ),
      ),
  ];
}

const isOne = (part) => part.tables.length === 1;

/** "Table 2, turn 4, KFOR: Patrol · Say nothing: +8 (3 to 12)" */
function weighed(desk, { table, role, turn, deed, word, own }) {
  const points = (share) => (share < 0 ? "−" : "+") + Math.abs(Math.round(100 * share));
  const gaps = {
    table,
    turn,
    role: seatOf(desk, table, role).name,
    orders: `${deed} · ${word}`,
    own: points(own.value),
    low: points(own.low),
    high: points(own.high),
  };
  return h(
    "li",
    { key: `${table} ${role} ${turn}` },
    fill(_("Table {table}, turn {turn}, {role}: {orders}: {own} ({low} to {high})"), gaps),
  );
}

function pointOf(desk, { id, title, says, ask, split }) {
  const room = desk.line.frames.class;
  const isShown = room.point === id;
  const put = () =>
    desk.act(
      "show",
      { point: isShown ? "" : id },
      isShown ? _("The projector shows the paths alone.") : _("It is on the projector."),
      ["show", { point: room.point }],
    );
  return h(
    "li",
    { key: id, class: isShown ? "near point shown" : "near point" },
    h("h3", {}, title),
    h("p", {}, says),
    ask && h("p", { class: "muted" }, ask),
    split.length > 0 &&
      h(
        "p",
        { class: "small muted" },
        split
          .map((part) =>
            fill(isOne(part) ? _("{label}: table {tables}.") : _("{label}: tables {tables}."), {
              label: part.label,
              tables: part.tables.join(", "),
            }),
          )
          .join(" "),
      ),
    room.may.show &&
      h(
        "button",
        { "aria-pressed": String(isShown), onclick: put },
        isShown ? _("Take off the projector") : _("Show on projector"),
      ),
  );
}
