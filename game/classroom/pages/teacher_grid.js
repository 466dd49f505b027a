// Every table at a glance: a row a table, a column a role. In the lobby, who is here.

import { h } from "./dom.js";
import { clockFace, msLeft } from "./line.js";
import { shade } from "./seat_state.js";
import { badge } from "./signs.js";
import { _, fill } from "./words.js";

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

// -- the lobby -----------------------------------------------------------------------------------

/** Where students go, and who has come. */
export function lobby(desk) {
  const room = desk.line.frames.class;
  return [
    h(
      "section",
      { class: "panel near", key: "way" },
      h("h2", {}, _("How students come in")),
      h(
        "p",
        {},
        fill(_("They open {address} and type {code}; the projector shows both."), {
          address: room.addresses[0] || location.origin,
          code: room.code,
        }),
      ),
      room.addresses.length > 1 &&
        h(
          "p",
          { class: "small muted" },
          fill(_("In another network: {addresses}"), {
            addresses: room.addresses.slice(1).join(", "),
          }),
        ),
      projector(),
    ),
    room.note &&
      h(
        "section",
        { class: "panel near", key: "note" },
        h("h2", {}, _("Read this aloud before you give seats")),
        h("p", {}, room.note),
      ),
    h(
      "section",
      { class: "panel near", key: "who" },
      h("h2", {}, _("Students")),
      room.students.length
        ? h(
            "ul",
            { class: "people" },
            room.students.map((student) => person(desk, student)),
          )
        : h("p", { class: "muted" }, _("Nobody yet.")),
    ),
  ];
}

/** The way to the other page: it finds its token in this browser. */
export function projector() {
  return h(
    "p",
    { class: "far" },
    h(
      "a",
      { href: "/projector", target: "standoff-projector" },
      _("Open the projector's page in another window"),
    ),
  );
}

/** A student: a button that leads to what can be done about them. */
export function person(desk, student) {
  const look = () => desk.look(student.table, student.role, student.student);
  const says = student.removed
    ? _("sent out")
    : student.left
      ? _("left")
      : student.here
        ? ""
        : away(student);
  return h(
    "li",
    { key: student.student },
    h(
      "button",
      {
        class: student.here ? "person" : "person away",
        "aria-pressed": String(desk.student === student.student),
        onclick: look,
      },
      student.name,
      says && h("span", { class: "small muted" }, says),
    ),
  );
}

/** "away 40 s" */
export function away({ away_s }) {
  if (away_s < 60) return fill(_("away {seconds} s"), { seconds: away_s });
  return fill(_("away {minutes} min"), { minutes: Math.floor(away_s / 60) });
}

// -- tables --------------------------------------------------------------------------------------

/** All tables, and whoever sits at none. */
export function grid(desk) {
  const { tables, students } = desk.line.frames.class;
  if (!tables.length) return null; // closed before anybody had a seat
  const aside = students.filter((student) => !student.role || student.removed);
  const head = tables[0].seats.map((seat) =>
    h(
      "th",
      { scope: "col", key: seat.role },
      h("span", { class: "row", title: seat.name }, badge(seat), seat.short),
    ),
  );
  return [
    h(
      "section",
      { class: "panel", key: "grid" },
      h("h2", { class: "aloud" }, _("Tables")),
      h(
        "div",
        { class: "scrolls" },
        h(
          "table",
          { class: "grid", onkeydown: walk },
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              h("th", { scope: "col", class: "number" }, _("Table")),
              h("th", { scope: "col", class: "where" }, _("Rung")),
              head,
            ),
          ),
          h(
            "tbody",
            {},
            tables.map((table) => row(desk, table)),
          ),
        ),
      ),
    ),
    aside.length > 0 &&
      h(
        "section",
        { class: "panel near", key: "aside" },
        h("h2", {}, _("Without a seat")),
        h(
          "ul",
          { class: "people" },
          aside.map((student) => person(desk, student)),
        ),
      ),
  ];
}

function row(desk, table) {
  const { ladder, turn, phase, at, paused } = desk.line.frames.class;
  const isChosen = desk.table === table.table;
  const left =
    phase === "turn" && table.phase === "planning" ? msLeft({ ...table, at, paused }) : null;
  const says = {
    over: table.ending || _("over"),
    shown: _("done"),
    planning: left === null ? _("deciding") : clockFace(left),
  }[table.phase];
  return h(
    "tr",
    { key: table.table, class: isChosen ? "chosen" : "" },
    h(
      "th",
      { scope: "row" },
      h(
        "button",
        {
          class: "cell",
          "aria-pressed": String(isChosen && !desk.role),
          onclick: () => desk.look(table.table),
        },
        h("span", {}, fill(_("Table {table}"), table)),
        phase === "turn" &&
          h(
            "span",
            { class: "small muted" },
            table.phase === "planning" && table.turn !== turn
              ? fill(_("turn {turn}"), table)
              : says,
          ),
      ),
    ),
    h(
      "td",
      {},
      h(
        "p",
        { class: `rung ${shade(table.rung, ladder.length)}` },
        h("span", { class: "strong" }, `${table.rung + 1} `),
        table.rung_says,
      ),
      table.gauge && h("p", { class: "small muted" }, `${table.gauge.label} ${table.gauge.value}`),
    ),
    table.seats.map((seat) => cell(desk, table, seat)),
  );
}

function cell(desk, table, seat) {
  const { phase, students } = desk.line.frames.class;
  const team = students.filter((student) => seat.students.includes(student.student));
  const names = team.map((student) => student.name).join(", ");
  const isChosen = desk.table === table.table && desk.role === seat.role;
  return h(
    "td",
    { key: seat.role },
    h(
      "button",
      {
        class: `cell ${phase !== "turn" ? "" : table.phase === "shown" ? "committed" : seat.state}`,
        "aria-pressed": String(isChosen),
        onclick: () => desk.look(table.table, seat.role),
      },
      h("span", { class: "names" }, names || _("nobody")),
      h("span", { class: "small" }, state(desk, table, seat, team)),
    ),
  );
}

/** How far a seat is, in a word or two. */
export function state(desk, table, seat, team) {
  const { phase } = desk.line.frames.class;
  const gone = team.length > 0 && team.every((student) => !student.here);
  const reads = phase === "briefing" || (phase === "turn" && table.phase === "shown");
  if (reads && team.length && !gone)
    return team.every((student) => student.ready) ? _("has read it") : _("reads");
  if (gone && seat.state !== "over" && seat.state !== "committed") return away(team[0]);
  return phase === "turn" ? seat.says : "";
}

/** Arrows go from button to button, as they stand. */
function walk(event) {
  const [down, right] = STEPS[event.key] || [0, 0];
  const here = event.target.closest("td, th");
  if (!here || !(down || right)) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll("tbody tr")].map((line) => [
    ...line.querySelectorAll("button"),
  ]);
  const y = rows.findIndex((line) => line.includes(event.target));
  const x = y < 0 ? -1 : rows[y].indexOf(event.target);
  const next = rows[y + down] && rows[y + down][x + right];
  if (next) next.focus();
}
