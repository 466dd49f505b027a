// A student: where they sit, and what can be done about it.

import { h } from "./dom.js";
import { away } from "./teacher_grid.js";
import { remove } from "./teacher_verbs.js";
import { _, fill } from "./words.js";

/** The student that is looked at. */
export function student(desk) {
  const room = desk.line.frames.class;
  const who = room.students.find((each) => each.student === desk.student);
  if (!who) return null;
  const { name, muted, removed } = who;
  const id = who.student;
  const mute = () =>
    desk.act(
      "mute",
      { student: id, on: !muted },
      fill(
        muted
          ? _("{name} may write messages.")
          : _("{name} can write no messages; orders are not touched."),
        { name },
      ),
      ["mute", { student: id, on: muted }],
    );
  const lead = () =>
    desk.act(
      "captain",
      { student: id },
      fill(_("{name} gives the orders of this seat."), { name }),
    );
  return h(
    "section",
    { class: "panel near", key: `student ${id}` },
    h(
      "div",
      { class: "row between" },
      h("h2", {}, name),
      h("button", { class: "plain", onclick: () => desk.look(who.table, who.role) }, _("Close")),
    ),
    h(
      "p",
      { class: "small muted" },
      [
        where(room, who),
        who.here ? _("here") : away(who),
        who.captain && _("gives the orders"),
        muted && _("muted"),
        removed && _("sent out"),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    room.may.move && !removed && moving(desk, who),
    h(
      "div",
      { class: "row" },
      room.may.captain &&
        who.role &&
        !who.captain &&
        !removed &&
        h("button", { key: "lead", onclick: lead }, _("Make captain")),
      room.may.mute &&
        !removed &&
        h("button", { key: "mute", onclick: mute }, muted ? _("Let them write") : _("Mute")),
      room.may.remove &&
        h(
          "button",
          { key: "remove", onclick: () => remove(desk, who) },
          removed ? _("Let in again") : _("Send out …"),
          h("kbd", {}, "K"),
        ),
    ),
  );
}

function where(room, who) {
  const table = room.tables.find((each) => each.table === who.table);
  if (!table) return _("without a table");
  const seat = table.seats.find((each) => each.role === who.role);
  return fill(_("Table {table}, {role}"), {
    table: who.table,
    role: seat ? seat.name : _("looks on"),
  });
}

/** Another seat, or none. */
function moving(desk, who) {
  const { tables } = desk.line.frames.class;
  const post = (event) => {
    event.preventDefault();
    const [table, role] = event.target.elements.seat.value.split(" ");
    const back = who.table
      ? ["move", { student: who.student, table: who.table, role: who.role }]
      : null;
    desk.act(
      "move",
      { student: who.student, table: Number(table), role },
      fill(_("{name} was moved."), who),
      back,
    );
  };
  const option = (table, role, name) =>
    h(
      "option",
      {
        key: `${table} ${role}`,
        value: `${table} ${role}`,
        selected: table === who.table && role === who.role,
      },
      name,
    );
  return h(
    "form",
    { class: "row moving", onsubmit: post, key: `move ${who.student} ${who.table} ${who.role}` },
    h(
      "label",
      {},
      _("Seat"),
      h(
        "select",
        { name: "seat" },
        tables.map(({ table, seats }) =>
          h(
            "optgroup",
            { key: table, label: fill(_("Table {table}"), { table }) },
            seats.map((seat) =>
              option(table, seat.role, fill(_("{table}: {role}"), { table, role: seat.name })),
            ),
            option(table, "", fill(_("{table}: looks on"), { table })),
          ),
        ),
      ),
    ),
    h("button", { type: "submit" }, _("Move")),
  );
}
