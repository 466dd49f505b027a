// What needs the teacher: who waits at the door, what the host asks for, tables that hold up the rest.

import { h } from "./dom.js";
import { away } from "./teacher_grid.js";
import { moreTime } from "./teacher_verbs.js";
import { _, fill } from "./words.js";

const LONG_AWAY = 20; // seconds
const FEW = 3; // more of a kind stand in one line

/** The queue; empty most of the time. */
export function needs(desk) {
  const room = desk.line.frames.class;
  const items = [
    ...room.knocks.map((knock) => knocking(desk, knock)),
    ...room.needs.map((says) => h("li", { key: says }, h("p", {}, says))),
    ...few(
      lagging(room),
      (table) => late(desk, table),
      (tables) => manyLate(desk, tables),
    ),
    ...few(gone(room), (student) => missing(desk, student), manyMissing),
  ];
  return h(
    "section",
    { class: "panel near needs", key: "needs" },
    h(
      "h2",
      {},
      items.length
        ? fill(_("Needs you ({count})"), { count: items.length })
        : _("Nothing needs you"),
    ),
    items.length > 0 && h("ul", { class: "stack" }, items),
  );
}

/** Each by itself, or, if they are more than a few, all in one. */
const few = (all, each, together) => (all.length > FEW ? [together(all)] : all.map(each));

function knocking(desk, { knock, name, student, says }) {
  const letIn = (as, said) => () =>
    desk.act("approve", { knock, student: as }, fill(said, { name }));
  return h(
    "li",
    { key: `knock ${knock}`, class: "knock near" },
    h("p", {}, says),
    h(
      "div",
      { class: "row" },
      student &&
        h(
          "button",
          { key: "same", onclick: letIn(student, _("{name} goes on at the other device.")) },
          _("The same: go on there"),
        ),
      h(
        "button",
        { key: "new", onclick: letIn("", _("{name} is in.")) },
        student ? _("Somebody else: let in") : _("Let in"),
      ),
      h(
        "button",
        {
          key: "no",
          class: "plain",
          onclick: () => desk.act("deny", { knock }, fill(_("{name} was not let in."), { name })),
        },
        _("No"),
      ),
    ),
  );
}

/** Tables that still decide when most are done. */
function lagging({ phase, tables }) {
  const deciding = tables.filter((table) => table.phase === "planning");
  const isLate = phase === "turn" && deciding.length > 0 && 2 * deciding.length <= tables.length;
  return isLate ? deciding : [];
}

function late(desk, table) {
  const room = desk.line.frames.class;
  const names = room.awaited
    .filter((each) => each.table === table.table)
    .map(({ role }) => table.seats.find((seat) => seat.role === role).name);
  const advance = () => desk.act("advance", { tables: [table.table] }, _("Their turn is taken."));
  return h(
    "li",
    { key: `late ${table.table}`, class: "near" },
    h(
      "p",
      {},
      fill(_("Table {table} is behind. Awaited: {names}."), {
        table: table.table,
        names: names.join(", "),
      }),
    ),
    h(
      "div",
      { class: "row" },
      h("button", { class: "plain", onclick: () => desk.look(table.table) }, _("Look")),
      room.may.time &&
        table.ms_left !== null &&
        h(
          "button",
          { key: "time", class: "plain", onclick: () => moreTime(desk, table.table) },
          _("+1 minute"),
        ),
      room.may.advance &&
        h("button", { key: "advance", class: "plain", onclick: advance }, _("Advance …")),
    ),
  );
}

function manyLate(desk, tables) {
  const numbers = tables.map((table) => table.table);
  const { may } = desk.line.frames.class;
  return h(
    "li",
    { key: "late", class: "near" },
    h(
      "p",
      {},
      fill(_("{count} tables are behind: {tables}."), {
        count: numbers.length,
        tables: numbers.join(", "),
      }),
    ),
    may.advance &&
      h(
        "button",
        {
          class: "plain",
          onclick: () => desk.act("advance", { tables: numbers }, _("Their turn is taken.")),
        },
        _("Advance …"),
      ),
  );
}

/** Students with a seat whose device has been silent for a while. */
function gone({ phase, students }) {
  const plays = phase === "turn" || phase === "briefing";
  return students.filter(
    (each) =>
      plays && each.role && !each.here && !each.removed && !each.left && each.away_s >= LONG_AWAY,
  );
}

function missing(desk, student) {
  const { table, role, name } = student;
  return h(
    "li",
    { key: `gone ${student.student}`, class: "row between" },
    h(
      "p",
      {},
      fill(_("{name}, table {table}: {away}. A policy plays until they are back."), {
        name,
        table,
        away: away(student),
      }),
    ),
    h(
      "button",
      { class: "plain", onclick: () => desk.look(table, role, student.student) },
      _("Look"),
    ),
  );
}

function manyMissing(students) {
  const names = students.map((student) => student.name).join(", ");
  return h(
    "li",
    { key: "gone" },
    h(
      "p",
      {},
      fill(_("{count} students are away; policies play for them: {names}."), {
        count: students.length,
        names,
      }),
    ),
  );
}
