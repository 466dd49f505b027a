// The commands: a button each, and a key each for who has found it once.

import { h } from "./dom.js";
import { kept } from "./prefs.js";
import { goAhead, leaveIt, seatOf, takeBack } from "./teacher_acts.js";
import { _, fill } from "./words.js";

/** Has somebody switched off single keys, because they dictate or type past fields? */
export const KEYS_OFF = "keys off";

/** Every command: its key, its name, what it is in full, whether it may be now, and what it does. */
function commands(desk) {
  const room = desk.line.frames.class;
  const { may, hold, locked, blank } = room;
  const turn = (act, on, said) => desk.act(act, { on }, said, [act, { on: !on }]);
  return [
    step(desk, room),
    room.paused
      ? {
          key: "p",
          also: " ",
          label: _("Go on"),
          about: _("Clocks run again"),
          may: may.resume,
          go: () => desk.act("resume", {}, _("On it goes."), ["pause", {}]),
        }
      : {
          key: "p",
          also: " ",
          label: _("Pause"),
          about: _("Clocks stand still, nothing is taken"),
          may: may.pause,
          go: () => desk.act("pause", {}, _("Paused."), ["resume", {}]),
        },
    {
      key: "t",
      label: _("+1 min"),
      about: _("A minute more for every table"),
      may: may.time && room.ms_left !== null,
      go: () => moreTime(desk, null),
    },
    {
      key: "a",
      label: _("Advance …"),
      about: _("Take the turn without those who are awaited"),
      may: may.advance && room.awaited.length > 0,
      go: () => desk.act("advance", { tables: [] }, _("Their turn is taken.")),
    },
    {
      key: "i",
      label: _("Inject …"),
      about: _("Have a prepared event happen"),
      may: may.inject && room.injects.length > 0,
      go: () => desk.open("inject"),
    },
    {
      key: "s",
      label: _("Say …"),
      about: _("Say something to students"),
      may: may.say,
      go: () => desk.open("say"),
    },
    {
      key: "h",
      label: hold ? _("Don't hold") : _("Hold"),
      about: hold
        ? _("Turns follow by themselves again")
        : _("Stop after each turn, until Next turn"),
      may: may.hold,
      go: () =>
        turn(
          "hold",
          !hold,
          hold ? _("Turns follow each other.") : _("The class stops after each turn."),
        ),
    },
    {
      key: "l",
      label: locked ? _("Unlock") : _("Lock"),
      about: locked ? _("The code lets people in again") : _("Nobody new comes in"),
      may: may.lock,
      go: () =>
        turn(
          "lock",
          !locked,
          locked ? _("The code lets people in again.") : _("Nobody new comes in."),
        ),
    },
    {
      key: "v",
      label: blank ? _("Light") : _("Blank"),
      about: blank ? _("The projector shows the class again") : _("The projector goes dark"),
      may: may.blank,
      go: () =>
        turn(
          "blank",
          !blank,
          blank ? _("The projector shows the class.") : _("The projector is dark."),
        ),
    },
    {
      key: "d",
      label: _("Debrief …"),
      about: _("End the crisis now and look back"),
      may: may.debrief,
      go: () => desk.act("debrief", {}, _("The debrief has begun.")),
    },
    {
      key: "x",
      label: _("Export …"),
      about: _("Save the class as files, without names"),
      may: room.tables.length > 0,
      go: () => desk.open("export"),
    },
    {
      key: "z",
      label: _("Stop all"),
      about: _("Everything stands still and the projector goes dark"),
      may: may.panic,
      go: () =>
        desk.act(
          "panic",
          {},
          _("All stands still and the projector is dark. P goes on, V lights it up."),
        ),
    },
    {
      key: "?",
      label: _("More"),
      about: _("Rarer things, and all keys"),
      may: true,
      go: () => desk.open("keys"),
    },
  ];
}

/** Commands about what is looked at; they have no button among the others. */
function selected(desk) {
  const { table, role, student } = desk;
  const person = desk.line.frames.class.students.find((each) => each.student === student);
  return [
    {
      key: "r",
      label: _("Who waits at the door"),
      go: () => focusOn(".knock button", desk, _("Nobody waits at the door.")),
    },
    {
      key: "b",
      label: _("A policy plays the chosen seat, or no longer"),
      go: () => (role ? policy(desk, table, role) : desk.tell(_("Choose a seat first."), true)),
    },
    {
      key: "k",
      label: _("Send the chosen student out, or let them in again"),
      go: () => (person ? remove(desk, person) : desk.tell(_("Choose a student first."), true)),
    },
    {
      key: "w",
      label: _("Take a turn of the chosen table again"),
      go: () => (table ? desk.open("rewind") : desk.tell(_("Choose a table first."), true)),
    },
    {
      key: "o",
      label: _("Show or hide what is secret"),
      go: () => {
        desk.secrets = !desk.secrets;
        desk.draw();
      },
    },
    { key: "u", label: _("Undo"), go: () => takeBack(desk) },
  ];
}

/** The step that the class takes next. */
function step(desk, room) {
  const { may } = room;
  const shown = { key: "n", main: true };
  const isStill = room.tables.every((table) => table.phase !== "planning");
  if (room.phase === "lobby")
    return {
      ...shown,
      label: _("Give seats"),
      about: _("Everybody gets a seat at a table"),
      may: may.seat && room.here > 0,
      go: () => desk.act("seat", {}, _("Everybody has a seat.")),
    };
  if (room.phase === "briefing")
    return {
      ...shown,
      label: _("Start turn 1"),
      about: _("The clock runs; orders are taken"),
      may: may.start,
      go: () => desk.act("start", {}, _("Turn 1 has begun.")),
    };
  if (room.phase === "turn")
    return {
      ...shown,
      label: _("Next turn"),
      about: _("All tables go on to the next turn"),
      may: may.next && !room.paused && isStill,
      go: () => desk.act("next", {}, _("The next turn has begun.")),
    };
  return {
    ...shown,
    label: _("End …"),
    about: _("The class is over; students can only look back"),
    may: may.close,
    go: () => desk.act("close", {}, _("The class is over.")),
  };
}

/** A minute more, for the class or for a table. */
export function moreTime(desk, table) {
  desk.act("time", { seconds: 60, table }, _("One minute more."), [
    "time",
    { seconds: -60, table },
  ]);
}

/** Let a policy play a seat, or hand it back. */
export function policy(desk, table, role) {
  const on = !seatOf(desk, table, role).policy;
  const said = on ? _("A policy plays this seat.") : _("The seat is handed back.");
  desk.act("policy", { table, role, on }, said, ["policy", { table, role, on: !on }]);
}

/** Send somebody out, or let them in again. */
export function remove(desk, { student, name, removed }) {
  if (removed)
    desk.act(
      "readmit",
      { student },
      fill(_("{name} may come in again, with the code and the same name."), { name }),
    );
  else
    desk.act("remove", { student }, fill(_("{name} is out."), { name }), ["readmit", { student }]);
}

function focusOn(wanted, desk, says) {
  const found = document.querySelector(wanted);
  if (found) found.focus();
  else desk.tell(says, true);
}

// -- buttons -------------------------------------------------------------------------------------

/** The bar of commands. */
export function verbs(desk) {
  const button = ({ key, label, about, may, main, go }) =>
    h(
      "button",
      { key, class: main ? "main" : "", disabled: !may, title: about, onclick: go },
      label,
      !kept(KEYS_OFF) && h("kbd", { "aria-hidden": "true" }, key.toUpperCase()),
    );
  return h(
    "div",
    { class: "verbs", role: "group", key: "verbs", "aria-label": _("Commands") },
    commands(desk).map(button),
  );
}

/** All keys, for the panel that explains them. */
export function keys(desk) {
  const more = {
    [_("Space")]: _("As P, where nothing is chosen"),
    "↑ ↓ ← →": _("From seat to seat"),
    Enter: _("Do what was shown"),
    Esc: _("Leave it"),
  };
  return [
    ...[...commands(desk), ...selected(desk)].map(({ key, label, about }) => [
      key.toUpperCase(),
      about || label,
    ]),
    ...Object.entries(more),
  ];
}

/** Keys work wherever nothing is being typed. */
export function listen(desk) {
  document.addEventListener("keydown", (event) => {
    if (!desk.line.frames.class || event.ctrlKey || event.metaKey || event.altKey || event.repeat)
      return;
    if (desk.asked && event.key === "Escape") return leaveIt(desk);
    if (event.key === "Escape") {
      desk.panel = "";
      return desk.draw();
    }
    if (desk.isAsking && event.key === "Enter") return event.preventDefault(); // it was for what comes
    const isAsked = desk.asked && document.activeElement.id === "asked";
    if (isAsked && event.key === "Enter") return goAhead(desk);
    if (kept(KEYS_OFF) || event.target.matches("input, select, textarea, summary")) return;
    if (event.key === " " && event.target.matches("button, a")) return;
    const key = event.key.toLowerCase();
    const found = [...commands(desk), ...selected(desk)].find(
      (each) => each.key === key || each.also === key,
    );
    if (!found || found.may === false || desk.asked) return;
    event.preventDefault();
    found.go();
  });
}
