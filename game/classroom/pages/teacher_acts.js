// What an act would do before it is done, and how what was done is undone.

import { h } from "./dom.js";
import { _, fill } from "./words.js";

/** The line below the commands: a preview that waits, or what was done last. */
export function confirmation(desk) {
  if (desk.asked) return preview(desk);
  if (!desk.said) return h("div", { class: "done", key: "done" });
  const { says, undo, ok } = desk.said;
  return h(
    "div",
    { class: "done row", key: "done" },
    h("p", { class: ok ? "" : "notice grave" }, says),
    undo &&
      h("button", { class: "plain", onclick: () => takeBack(desk) }, _("Undo"), h("kbd", {}, "U")),
  );
}

/** Undo what was done last, if that is possible. */
export function takeBack(desk) {
  const undo = desk.said && desk.said.undo;
  if (undo) desk.act(undo[0], undo[1], _("Undone."));
}

/** Do what was previewed. */
export function goAhead(desk) {
  const { name, fields, said, undo, ticket } = desk.asked;
  return desk.act(name, { ...fields, confirm: ticket }, said, undo);
}

/** Leave it. */
export function leaveIt(desk) {
  desk.asked = null;
  desk.draw();
}

function preview(desk) {
  const { says, seats } = desk.asked;
  return h(
    "section",
    {
      class: "notice grave preview near",
      key: "asked",
      id: "asked",
      tabindex: "-1",
      role: "alertdialog",
      "aria-label": _("Really?"),
      "aria-describedby": "asked-says",
    },
    h("p", { id: "asked-says", class: "strong" }, says),
    seats.length > 0 &&
      h(
        "ul",
        { class: "small columns" },
        seats.map((seat) =>
          h(
            "li",
            { key: `${seat.table} ${seat.role}` },
            h(
              "strong",
              {},
              fill(_("Table {table}, {name}:"), {
                table: seat.table,
                name: seatOf(desk, seat.table, seat.role).name,
              }),
            ),
            " ",
            desk.secrets ? seat.says.join(" ") : counted(desk, seat),
          ),
        ),
      ),
    h(
      "div",
      { class: "row" },
      h(
        "button",
        { class: "main", onclick: () => goAhead(desk) },
        _("Do it"),
        h("kbd", {}, "Enter"),
      ),
      h("button", { onclick: () => leaveIt(desk) }, _("Leave it"), h("kbd", {}, "Esc")),
    ),
  );
}

/** What counts for a seat, without saying what it is: the page may be on a wall. */
function counted(desk, { table, role }) {
  return seatOf(desk, table, role).state === "drafted"
    ? _("what they put down")
    : _("they hold, and say nothing");
}

/** A seat at a glance. */
export function seatOf(desk, number, role) {
  const { tables } = desk.line.frames.class;
  const found = tables.find((each) => each.table === number) || tables[0];
  return found.seats.find((seat) => seat.role === role);
}
