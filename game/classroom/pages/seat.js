// The student's page: one seat at one table. It shows what the host says and sends what was chosen;
// it knows no rules.

import { h, show } from "./dom.js";
import { clockFace, Line, msLeft, newToken } from "./line.js";
import { dressUp, keep, kept, preferences } from "./prefs.js";
import { badge } from "./signs.js";
import { door, lobby, waiting } from "./seat_door.js";
import { briefing } from "./seat_role.js";
import { putDown } from "./seat_act.js";
import { board } from "./seat_board.js";
import { story } from "./seat_story.js";
import { debrief } from "./seat_debrief.js";
import { _, fill, words } from "./words.js";

const WARNINGS = [60, 15]; // seconds before the end of a turn
const KEEPS_PLACE = ["elsewhere", "closed", "version", "malformed"]; // refusals of this page alone
const WIDE = 60; // rem from which on the parts of the board stand beside each other

/**
 * All that this page knows. Beside what the host said (`line.frames`):
 * tab: the part of the board in view. choice: cards that are not put down yet.
 * checking: the orders are looked at once more. open: what is unfolded, by name.
 * reread: messages and proposals that were asked for, by place. moves: of decisions, by turn.
 * reviewed: the connection on which it was asked for what they did. met: the part whose card is known.
 */
const seat = {
  line: new Line(heard),
  tab: "act",
  wide: false,
  choice: null,
  checking: false,
  expected: null,
  land: null,
  across: 640,
  margin: 0,
  past: null,
  open: {},
  moves: {},
  reread: { messages: new Map(), proposals: new Map() },
  reviewed: null,
  met: kept("met"),
  meet,
  draw,
  tell,
  join,
  leave,
  kept: (name) => kept(`${name} ${seat.line.welcome.class}`),
  keep: (name, value) => keep(`${name} ${seat.line.welcome.class}`, value),
};
let token = kept("token");
let place = "";
let told = {};

// -- coming in and going out ---------------------------------------------------------------------

/** Ask for a seat, as a person who is new here. */
function join(code, name) {
  if (!token) token = newToken();
  keep("token", token);
  keep("name", name);
  seat.line.open({ as: "student", token, code, name });
}

/** Forget who we are; the next to come to this device begins anew. */
function leave() {
  seat.line.close();
  token = "";
  keep("token", "");
  draw();
}

function heard(kind) {
  const { line } = seat;
  if (kind === "refused" && line.refusal && !KEEPS_PLACE.includes(line.refusal.why)) {
    token = "";
    keep("token", "");
  }
  if (kind === "welcome") document.documentElement.lang = line.welcome.language;
  if (kind === "sheet" && !seat.land) fetchLand();
  if (kind === "now" && line.frames.now.phase === "briefing" && !isMet()) meet();
  announce(kind);
  draw();
}

function fetchLand() {
  seat.land = {};
  fetch("/land.json")
    .then((response) => response.json())
    .then((land) => Object.assign(seat.land, land))
    .then(draw)
    .catch(() => (seat.land = null));
}

// -- what is said aloud --------------------------------------------------------------------------

/** Say something to who can't see the page; `urgent` interrupts. */
function tell(text, urgent = false) {
  document.getElementById(urgent ? "alarm" : "said").textContent = text;
}

function announce(kind) {
  const { now, sheet } = seat.line.frames;
  const trouble = seat.line.trouble();
  const says = trouble
    ? `${trouble.owner}: ${trouble.says}`
    : (now && (now.paused || now.says)) || "";
  if (told.trouble && !trouble) tell("", true);
  if (says !== told.says) tell(says, Boolean(trouble));
  told.trouble = Boolean(trouble);
  if (kind === "sheet") {
    const count = sheet.messages_before + sheet.messages.length;
    const last = sheet.messages[sheet.messages.length - 1];
    if (told.messages < count) tell((last && last.heading) || _("There is a new message."));
    told.messages = count;
  }
  told.says = says;
}

function tick() {
  const left = msLeft(seat.line.frames.now);
  if (left === null) return;
  const seconds = Math.ceil(left / 1000);
  for (const mark of WARNINGS) {
    if (told.seconds > mark && seconds <= mark) {
      tell(fill(_("{seconds} seconds left."), { seconds }), true);
    }
  }
  told.seconds = seconds;
  draw();
}

// -- the page ------------------------------------------------------------------------------------

/** What the host last said; nothing of it stays in view once this window is refused. */
function said() {
  return seat.line.state === "refused" ? {} : seat.line.frames;
}

/** What is to be shown now: its name, and how. */
function screen() {
  const { line } = seat;
  const { now, brief, sheet } = line.frames;
  if (line.state === "off" || line.state === "refused") return ["door", door];
  if (!line.welcome || !now || now.phase === "knocking") return ["waiting", waiting];
  if (now.phase === "lobby" || !now.you.table) return ["lobby", lobby];
  if (!brief || !sheet) return ["waiting", waiting];
  if (now.phase === "briefing" || (!isMet() && !sheet.over)) {
    return [`briefing ${now.you.role}`, briefing];
  }
  if (newTurn(sheet)) return [`story ${sheet.happened.turn}`, story];
  if (seat.past) return [`past ${seat.past.turn}`, story];
  return sheet.over ? [`debrief ${seat.kept("thought")}`, debrief] : ["board", board];
}

/** Has the card of this seat been shown? Who takes it in the middle of the crisis reads it first. */
const isMet = () => seat.met === part();
const part = () => `${seat.line.welcome.class} ${seat.line.frames.now.you.role}`;

/** The role card of this seat is known. */
function meet() {
  seat.met = part();
  keep("met", seat.met);
  draw();
}

/** Is there a turn that was not read yet? Not one that was taken back, or that came about without us. */
function newTurn(sheet) {
  const last = sheet.happened ? sheet.happened.turn : 0;
  const read = Number(seat.kept("read") || 0);
  if (last < read || (sheet.over && last > read + 1)) seat.keep("read", String(last));
  return last > Number(seat.kept("read") || 0);
}

function draw() {
  paint();
  if (measure()) paint();
}

function paint() {
  const [name, inside] = screen();
  const root = document.documentElement.dataset;
  seat.wide =
    window.innerWidth >= WIDE * parseFloat(getComputedStyle(document.documentElement).fontSize);
  root.wide = seat.wide ? "yes" : "no";
  root.screen = name.split(" ")[0];
  const traits = { id: "main", tabindex: "-1", class: `screen ${root.screen}` };
  show(
    document.getElementById("page"),
    h("a", { class: "skip", href: "#main" }, _("To the content")),
    topBar(),
    banners(),
    h("main", traits, inside(seat)),
  );
  if (place && place !== name) arrive();
  place = name;
}

/** The room that the map has; true if it must be drawn anew, so that its letters keep their size. */
function measure() {
  const drawn = document.querySelector(".map > svg");
  if (!drawn || !drawn.clientHeight) return false;
  const { width, height } = drawn.viewBox.baseVal;
  const room = Math.min(drawn.clientWidth, (drawn.clientHeight * width) / height);
  const margin = (drawn.clientWidth - room) / 2;
  const moved = Math.max(Math.abs(room - seat.across), Math.abs(margin - seat.margin));
  if (moved < 20 || room < 200) return false;
  seat.across = Math.round(room);
  seat.margin = margin;
  return true;
}

/** Another screen: begin to read at its heading. */
function arrive() {
  window.scrollTo(0, 0);
  seat.open.secret = false;
  const heading = document.querySelector("main h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

function topBar() {
  const { now, brief, sheet } = said();
  const title = (seat.line.welcome && seat.line.welcome.title) || _("Standoff");
  const role = brief && now && now.you && now.you.table ? brief.role : null;
  document.title = role ? `${role.name} · ${title}` : title;
  return h(
    "header",
    { class: "bar" },
    (seat.wide || !role) && h("p", { class: "title strong", key: "title" }, title),
    role &&
      h(
        "p",
        { class: "you" },
        badge(role),
        seat.wide ? fill(_("Your side: {side}"), { side: role.name }) : role.name,
      ),
    now && now.you && now.you.observer && h("p", { class: "you" }, _("You look on")),
    sheet &&
      now &&
      now.turn > 0 &&
      h(
        "p",
        { class: "turn" },
        seat.wide && `${sheet.date} · `,
        fill(_("turn {turn} of {turns}"), { turn: now.turn, turns: now.turns }),
      ),
    timeLeft(now),
    h(
      "details",
      { class: "wishes" },
      h("summary", { "aria-label": _("Display") }, seat.wide ? _("Display") : "Aa"),
      h("div", { class: "panel stack" }, preferences(), leaving()),
    ),
  );
}

function timeLeft(now) {
  const left = now && now.phase === "planning" ? msLeft(now) : null;
  if (left === null) return null;
  const traits = { class: left <= 60000 ? "clock short" : "clock", role: "timer" };
  return h("p", traits, h("span", { class: "aloud" }, _("Time left:")), clockFace(left));
}

function leaving() {
  const { welcome } = seat.line;
  if (!welcome || !welcome.student) return null;
  if (!seat.open.leaving) {
    const ask = () => {
      seat.open.leaving = true;
      draw();
    };
    return h("button", { onclick: ask }, _("Leave the class …"));
  }
  const go = () => {
    seat.open.leaving = false;
    seat.line.ask("leave").then((answer) => (answer.ok ? leave() : tell(answer.says, true)));
  };
  const stay = () => {
    seat.open.leaving = false;
    draw();
  };
  return h(
    "div",
    { class: "stack" },
    h("p", {}, _("For good? The program will play your side.")),
    h(
      "div",
      { class: "row" },
      h("button", { onclick: go }, _("Leave")),
      h("button", { onclick: stay }, _("Stay")),
    ),
  );
}

function banners() {
  const { now } = said();
  const trouble = seat.line.trouble();
  const notices = (now && now.notices) || [];
  return h(
    "div",
    { class: trouble ? "banners grave" : "banners" },
    trouble &&
      h(
        "p",
        { class: "notice grave", key: "trouble" },
        h("strong", {}, `${trouble.owner}: `),
        trouble.says,
      ),
    now &&
      now.paused &&
      h(
        "p",
        { class: "notice grave", key: "paused" },
        h("strong", {}, _("Paused."), " "),
        now.paused,
      ),
    notices.map((text) => h("p", { class: "notice", key: text }, text)),
  );
}

window.addEventListener("resize", () => {
  dressUp();
  draw();
});
window.addEventListener("pagehide", () => putDown(seat));
setInterval(tick, 1000);
words.then(() => {
  if (token) seat.line.open({ as: "student", token });
  draw();
});
