// The teacher's page: the class at a glance, one table in detail, and what a teacher can do. It shows
// what the host says; what may be done, and when, only the host knows.

import { h, show } from "./dom.js";
import { Line, newToken } from "./line.js";
import { dressUp, keep } from "./prefs.js";
import { confirmation } from "./teacher_acts.js";
import { bar } from "./teacher_bar.js";
import { debrief } from "./teacher_debrief.js";
import { door } from "./teacher_door.js";
import { grid, lobby } from "./teacher_grid.js";
import { needs } from "./teacher_needs.js";
import { panel } from "./teacher_panels.js";
import { table } from "./teacher_table.js";
import { listen, verbs } from "./teacher_verbs.js";
import { _, words } from "./words.js";

const LONG_SAID = 30000; // ms
const SECRET = /^[0-9a-f]{48}$/;
const OF_A_TURN = ["advance", "inject"]; // what they ask about is another thing in the next turn

/**
 * All that this page knows. Beside what the host said (`line.frames`):
 * table, role, student: what is looked at. panel: what is open beside it: "inject", "say", "rewind", …
 * secrets: hidden orders and messages are shown. isAsking: an answer is awaited. asked: an act that waits to be confirmed.
 * said: what was done last, and how it is undone. fault: why the secret is no secret.
 */
const desk = {
  line: new Line(heard),
  table: null,
  role: "",
  student: "",
  panel: "",
  secrets: false,
  isAsking: false,
  asked: null,
  said: null,
  saidAt: 0,
  fault: "",
  draw,
  act,
  look,
  open,
  tell,
  enter,
  secret: () => desk.line.hello.token,
};
const told = {};

// -- coming in -----------------------------------------------------------------------------------

/** Show the host the secret. It is kept for as long as this tab is open, so that it can be reloaded. */
function enter(secret) {
  desk.fault = SECRET.test(secret)
    ? ""
    : _("A secret is 48 figures and letters from a to f; look at it again.");
  if (!desk.fault) {
    remember(secret);
    desk.line.open({ as: "teacher", token: secret, window: newToken() });
  }
  draw();
}

function remember(secret) {
  try {
    if (secret) sessionStorage.setItem("standoff secret", secret);
    else sessionStorage.removeItem("standoff secret");
  } catch (problem) {
    // a private window keeps nothing: it is typed again
  }
}

function remembered() {
  try {
    return sessionStorage.getItem("standoff secret") || "";
  } catch (problem) {
    return "";
  }
}

function heard(kind) {
  const { line } = desk;
  const room = line.frames.class;
  if (kind === "refused" && line.refusal) remember("");
  if (kind === "welcome") {
    document.documentElement.lang = line.welcome.language;
    if (desk.table) line.ask("act", { act: "watch", table: desk.table });
  }
  if (kind === "class") {
    keep("projector", room.projector);
    if (isLapsed(room)) letLapse();
    announce(room);
  }
  draw();
}

// -- doing ---------------------------------------------------------------------------------------

/**
 * Have the host do something; it asks back where there is no way back.
 *
 * said: what to say when it is done. undo: the act that undoes it, as [name, fields].
 */
async function act(name, fields = {}, said = "", undo = null) {
  desk.isAsking = true;
  const answer = await desk.line.ask("act", { act: name, ...fields });
  desk.isAsking = false;
  const ticket = answer.ok && !fields.confirm && answer.data && answer.data.confirm;
  desk.asked = ticket
    ? {
        ...{ name, fields, said, undo, ticket },
        says: answer.says,
        seats: answer.data.seats || [],
        turn: desk.line.frames.class.turn,
      }
    : null;
  desk.said = ticket
    ? null
    : {
        says: answer.ok ? said || answer.says || _("Done.") : answer.says,
        undo: answer.ok && undo,
        ok: answer.ok,
      };
  desk.saidAt = performance.now();
  if (answer.ok && !ticket) desk.panel = "";
  draw();
  if (ticket) document.getElementById("asked").focus();
  else tell(desk.said.says, !answer.ok);
}

/** Is what waits to be confirmed no longer possible, or was it about a turn that is over? */
function isLapsed({ may, turn }) {
  const { asked, isAsking } = desk;
  if (!asked || isAsking) return false;
  return !may[asked.name] || (OF_A_TURN.includes(asked.name) && turn !== asked.turn);
}

function letLapse() {
  desk.asked = null;
  desk.said = { says: _("The class has gone on meanwhile: nothing was done."), ok: true };
  desk.saidAt = performance.now();
  tell(desk.said.says);
}

/** Look at a table, at a seat of it, or at a student. */
function look(number, role = "", student = "") {
  const isNew = number !== desk.table;
  Object.assign(desk, { table: number, role, student, panel: "" });
  if (isNew) desk.line.ask("act", { act: "watch", table: number });
  draw();
  const watched = document.querySelector(".watched");
  const isFar = watched && watched.getBoundingClientRect().bottom > 0.7 * window.innerHeight;
  if (isNew && isFar) watched.scrollIntoView({ block: "center" });
}

/** Open a panel, and go there; once more closes it. */
function open(name) {
  desk.panel = desk.panel === name ? "" : name;
  draw();
  const first =
    desk.panel && document.querySelector("#panel select, #panel textarea, #panel button");
  if (first) first.focus();
}

// -- saying --------------------------------------------------------------------------------------

/** Say something to who can't see the page; `urgent` interrupts. */
function tell(text, urgent = false) {
  document.getElementById(urgent ? "alarm" : "said").textContent = text;
}

function announce(room) {
  const wants = [room.paused || "", ...room.needs, ...room.knocks.map((knock) => knock.says)].join(
    " ",
  );
  if (wants && wants !== told.wants) tell(wants, true);
  if (room.says !== told.says) tell(room.says);
  Object.assign(told, { wants, says: room.says });
}

// -- the page ------------------------------------------------------------------------------------

function draw() {
  const room = desk.line.frames.class;
  const isOut = desk.line.state === "off" || desk.line.state === "refused";
  document.title = room ? `${room.title} · ${_("Teacher")}` : _("Teacher");
  const inside =
    isOut || !room
      ? [main("narrow", door(desk))]
      : [
          bar(desk),
          trouble(room),
          verbs(desk),
          confirmation(desk),
          main(
            "desk",
            h("div", { class: "class" }, overview(room)),
            h("div", { class: "aside" }, needs(desk), panel(desk), table(desk)),
          ),
        ];
  show(
    document.getElementById("page"),
    h("a", { class: "skip", href: "#main" }, _("To the content")),
    inside,
  );
}

const main = (name, ...inside) => h("main", { id: "main", tabindex: "-1", class: name }, inside);

function overview(room) {
  if (room.phase === "lobby") return lobby(desk);
  if (room.phase === "debrief" || room.phase === "closed") return [debrief(desk), grid(desk)];
  return grid(desk);
}

function trouble(room) {
  const lost = desk.line.trouble();
  return h(
    "div",
    { class: "banners", key: "trouble" },
    lost &&
      h("p", { class: "notice grave", key: "lost" }, h("strong", {}, `${lost.owner}: `), lost.says),
    room.paused &&
      h(
        "p",
        { class: "notice grave", key: "paused" },
        h("strong", {}, _("Paused.")),
        " ",
        room.paused,
      ),
  );
}

/** Clocks go on; what was done a while ago is no news, and is not undone by a key. */
function tick() {
  if (performance.now() - desk.saidAt > LONG_SAID) desk.said = null;
  if (desk.line.frames.class) draw();
}

listen(desk);
window.addEventListener("resize", () => {
  dressUp();
  draw();
});
setInterval(tick, 1000);
words.then(() => {
  if (remembered()) enter(remembered());
  draw();
});
