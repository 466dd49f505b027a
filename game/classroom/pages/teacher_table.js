// One table in detail: who sits where, what they put down, what they say, how it went. What is secret
// is hidden until the teacher asks for it: this page may be on a wall.

import { h } from "./dom.js";
import { harm, shade } from "./seat_state.js";
import { badge } from "./signs.js";
import { person, state } from "./teacher_grid.js";
import { student } from "./teacher_student.js";
import { moreTime, policy } from "./teacher_verbs.js";
import { _, fill } from "./words.js";

/** What is looked at: a student, and the table below. */
export function table(desk) {
  const room = desk.line.frames.class;
  const glance = room.tables.find((each) => each.table === desk.table);
  const found = desk.line.frames.table;
  const whole = found && found.table === desk.table ? found : null;
  return [
    desk.student && student(desk),
    glance && heading(desk, glance),
    glance &&
      h(
        "section",
        { class: "panel", key: "seats" },
        h("h2", { class: "aloud" }, _("Seats")),
        h(
          "ul",
          { class: "seats" },
          glance.seats.map((seat) => place(desk, glance, seat, whole)),
        ),
      ),
    glance && whole && details(desk, whole),
    !glance &&
      !desk.student &&
      room.tables.length > 0 &&
      h(
        "p",
        { class: "panel muted", key: "none" },
        _("Choose a table, a seat or a student to see more."),
      ),
  ];
}

function heading(desk, glance) {
  const { may, ladder } = desk.line.frames.class;
  const number = glance.table;
  const says = [
    glance.gauge && `${glance.gauge.label} ${glance.gauge.value}`,
    glance.branch_of && fill(_("a branch from turn {turn}"), glance.branch_of),
    glance.injects.length > 0 &&
      fill(_("next turn: {events}"), { events: glance.injects.join(", ") }),
    glance.ending,
  ].filter(Boolean);
  const isDeciding = glance.phase === "planning";
  return h(
    "section",
    { class: "panel near watched", key: "heading" },
    h(
      "div",
      { class: "row between" },
      h("h2", {}, fill(_("Table {table}, turn {turn}"), glance)),
      h(
        "button",
        {
          class: "plain small",
          "aria-pressed": String(desk.secrets),
          onclick: () => {
            desk.secrets = !desk.secrets;
            desk.draw();
          },
        },
        desk.secrets ? _("Hide secrets") : _("Show secrets"),
        h("kbd", {}, "O"),
      ),
    ),
    h(
      "p",
      { class: `rung ${shade(glance.rung, ladder.length)}` },
      h("span", { class: "strong" }, `${glance.rung + 1} `),
      glance.rung_says,
    ),
    says.length > 0 && h("p", { class: "small muted" }, says.join(" · ")),
    h(
      "div",
      { class: "row" },
      may.time &&
        isDeciding &&
        glance.ms_left !== null &&
        h(
          "button",
          { key: "time", class: "plain small", onclick: () => moreTime(desk, number) },
          _("+1 minute here"),
        ),
      may.advance &&
        isDeciding &&
        h(
          "button",
          {
            key: "advance",
            class: "plain small",
            onclick: () => desk.act("advance", { tables: [number] }, _("Their turn is taken.")),
          },
          _("Advance here …"),
        ),
      may.rewind &&
        h(
          "button",
          { key: "rewind", class: "plain small", onclick: () => desk.open("rewind") },
          _("Take a turn again …"),
          h("kbd", {}, "W"),
        ),
    ),
  );
}

function place(desk, glance, seat, whole) {
  const room = desk.line.frames.class;
  const team = room.students.filter((each) => seat.students.includes(each.student));
  const orders = whole && whole.orders.find((each) => each.role === seat.role);
  const isChosen = desk.role === seat.role;
  return h(
    "li",
    { class: isChosen ? "near seat chosen" : "near seat", key: seat.role },
    h(
      "div",
      { class: "row between" },
      h("h3", { class: "row" }, badge(seat), seat.name),
      h(
        "span",
        { class: "small muted" },
        seat.policy ? _("a policy plays, as you wished") : state(desk, glance, seat, team),
      ),
    ),
    h(
      "div",
      { class: "row between" },
      h(
        "ul",
        { class: "people" },
        team.map((each) => person(desk, each)),
      ),
      room.may.policy &&
        (team.length > 0 || seat.policy) &&
        h(
          "button",
          { class: "plain small", onclick: () => policy(desk, glance.table, seat.role) },
          seat.policy ? _("Hand it back") : _("Let a policy play"),
          isChosen && h("kbd", {}, "B"),
        ),
    ),
    desk.secrets &&
      orders &&
      !seat.policy &&
      seat.state !== "empty" && // a policy decides only as the turn is taken
      [...orders.says, ...suggested(whole, seat)].map((text) =>
        h("p", { class: "small", key: text }, text),
      ),
  );
}

const suggested = (whole, seat) =>
  whole.suggestions.filter((each) => each.role === seat.role).map((each) => each.says);

// -- what went on --------------------------------------------------------------------------------

function details(desk, { sheet, notes, notes_before, branches }) {
  const { secrets } = desk;
  const open = (each) => secrets || each.public || (!each.private && each.public !== false);
  const messages = sheet.messages.filter(open).slice(-12).reverse();
  const news = sheet.news.filter((each) => secrets || !each.private).slice(0, 8);
  return [
    h(
      "section",
      { class: "panel near", key: "course" },
      h("h2", {}, _("So far")),
      course(desk, sheet),
      harm(sheet),
    ),
    h(
      "details",
      { class: "panel", key: "talk", open: messages.length > 0 },
      h(
        "summary",
        {},
        h("h2", { class: "inline" }, fill(_("Talk ({count})"), { count: messages.length })),
      ),
      h(
        "ul",
        { class: "stack small" },
        messages.map((each, k) =>
          h(
            "li",
            { key: `${each.turn} ${each.heading} ${k}` },
            h("p", { class: "muted" }, each.heading),
            h("p", {}, each.text),
          ),
        ),
      ),
      secrets &&
        sheet.proposals.map((each) =>
          h(
            "p",
            { class: "small", key: `proposal ${each.number}` },
            h("strong", {}, each.title),
            " ",
            each.says,
          ),
        ),
    ),
    h(
      "details",
      { class: "panel", key: "news" },
      h(
        "summary",
        {},
        h("h2", { class: "inline" }, secrets ? _("News, also what is secret") : _("News")),
      ),
      h(
        "ul",
        { class: "stack small" },
        news.map((each, k) => h("li", { key: `${each.turn} ${k}` }, each.headline)),
      ),
    ),
    secrets &&
      h(
        "details",
        { class: "panel", key: "state" },
        h("summary", {}, h("h2", { class: "inline" }, _("How things really stand"))),
        sheet.groups.map((group) =>
          h(
            "div",
            { class: "near", key: group.owner },
            h("h3", {}, group.name),
            h(
              "ul",
              { class: "small" },
              group.quantities.map((of) =>
                h(
                  "li",
                  { key: of.id, class: "row between" },
                  h("span", {}, of.label),
                  h("strong", {}, of.value),
                ),
              ),
            ),
          ),
        ),
      ),
    secrets &&
      notes.length > 0 &&
      h(
        "details",
        { class: "panel", key: "notes" },
        h(
          "summary",
          {},
          h("h2", { class: "inline" }, fill(_("Answers ({count})"), { count: notes.length + notes_before })),
        ),
        notes_before > 0 &&
          h(
            "p",
            { class: "small" },
            fill(_("Only the newest {count} are shown; the export has all."), {
              count: notes.length,
            }),
          ),
        h(
          "ul",
          { class: "stack small" },
          notes.map((note, k) =>
            h(
              "li",
              { key: k },
              h("p", { class: "muted" }, `${nameOf(sheet, note.role)} · ${note.about}`),
              h("p", {}, written(note.content)),
            ),
          ),
        ),
      ),
    branches.length > 1 &&
      h(
        "section",
        { class: "panel near", key: "branches" },
        h("h2", {}, _("Branches")),
        h(
          "ul",
          { class: "small" },
          branches.map((branch, k) =>
            h(
              "li",
              { key: branch.name },
              k
                ? fill(_("{number}: again from turn {turn}"), { number: k + 1, turn: branch.turn })
                : _("1: from the beginning"),
              branch.active && ` ${_("(being played)")}`,
            ),
          ),
        ),
      ),
  ];
}

/** The rungs turn by turn, as little steps with their numbers. */
function course(desk, sheet) {
  const { ladder } = desk.line.frames.class;
  if (!sheet.history.length)
    return h("p", { class: "muted small" }, _("The first turn is not over yet."));
  return h(
    "ol",
    { class: "course" },
    sheet.history.map((each) =>
      h(
        "li",
        { key: each.turn, title: ladder[each.rung] },
        h("span", {
          class: `bar-of ${shade(each.rung, ladder.length)} up-${Math.round((9 * (each.rung + 1)) / ladder.length)}`,
          "aria-hidden": "true",
        }),
        h(
          "span",
          { class: "aloud" },
          fill(_("Turn {turn}: rung {rung}, {label}"), {
            turn: each.turn,
            rung: each.rung + 1,
            label: ladder[each.rung],
          }),
        ),
        h("span", { class: "small", "aria-hidden": "true" }, each.rung + 1),
      ),
    ),
  );
}

const nameOf = (sheet, role) =>
  (sheet.sides.find((side) => side.id === role) || { name: role }).name;

/** An answer as it was typed; whatever else a page kept, as plain data. */
function written(content) {
  const text =
    content && typeof content === "object" && "content" in content ? content.content : content;
  return typeof text === "string" ? text : JSON.stringify(text);
}
