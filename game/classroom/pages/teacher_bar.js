// The top of the teacher's page: where the class is, how much time is left, the code, the projector.

import { h } from "./dom.js";
import { clockFace, msLeft } from "./line.js";
import { preferences } from "./prefs.js";
import { _, fill } from "./words.js";

const phases = () => ({
  lobby: _("Lobby"),
  briefing: _("Briefing"),
  turn: _("Turn {turn} of {turns}"),
  debrief: _("Debrief"),
  closed: _("The class is over"),
});

/** All of it in a line or two. */
export function bar(desk) {
  const room = desk.line.frames.class;
  return h(
    "header",
    { class: "bar" },
    h(
      "div",
      { class: "near" },
      h("h1", {}, fill(phases()[room.phase], room)),
      h("p", { class: "small muted" }, room.title),
    ),
    clock(room),
    h("p", { class: "says" }, room.says),
    present(room),
    code(desk, room),
    h("details", { class: "wishes" }, h("summary", {}, _("Display")), preferences()),
  );
}

function clock(room) {
  const left = room.phase === "turn" ? msLeft(room) : null;
  if (left === null) return null;
  const stands = room.paused || !room.clock_runs;
  return h(
    "p",
    { class: left <= 60000 ? "clock short" : "clock", role: "timer" },
    h("span", { class: "aloud" }, _("Time left:")),
    clockFace(left),
    stands && h("span", { class: "small" }, ` ${_("(stands still)")}`),
  );
}

/** "27 of 30 here", and how many seats policies play. */
function present(room) {
  const counted = room.students.filter((student) => !student.removed && !student.left);
  const seats = room.tables.flatMap((table) => table.seats);
  const played = seats.filter((seat) => seat.state === "empty" || seat.state === "away").length;
  return h(
    "p",
    { class: "present" },
    h(
      "strong",
      {},
      fill(_("{here} of {students} here"), { here: room.here, students: counted.length }),
    ),
    played > 0 &&
      h(
        "span",
        { class: "small muted" },
        " ",
        fill(_("policies play {count} seats"), { count: played }),
      ),
  );
}

function code(desk, room) {
  const turn = (act, on, said) => () => desk.act(act, { on }, said, [act, { on: !on }]);
  const isShown = room.code_shown;
  const says = room.locked ? _("Nobody new comes in.") : isShown ? "" : _("Not on the projector.");
  return h(
    "div",
    { class: "door row", role: "group", "aria-label": _("The code") },
    h(
      "p",
      {},
      h("span", { class: "small muted" }, _("Code"), " "),
      h("strong", { class: "code" }, room.code),
      says && h("span", { class: "small muted" }, " ", says),
    ),
    h(
      "button",
      {
        class: "plain",
        onclick: turn(
          "show_code",
          !isShown,
          isShown ? _("The projector hides the code.") : _("The projector shows the code."),
        ),
      },
      isShown ? _("Hide") : _("Show"),
    ),
    h(
      "button",
      {
        class: "plain",
        onclick: () => desk.act("rotate", {}, _("There is a new code; the old one opens nothing.")),
      },
      _("New code"),
    ),
  );
}
