// The projector's page: what everybody in the room may see, and nothing else. Whoever stands in front
// of it touches no key: the teacher's page says what it shows.

import { h, show } from "./dom.js";
import { clockFace, Line, msLeft } from "./line.js";
import { dressUp, keep, kept, preferences } from "./prefs.js";
import { debrief } from "./projector_debrief.js";
import { headlines, ladders, people, roles } from "./projector_tables.js";
import { _, fill, words } from "./words.js";

const line = new Line(heard);
let fault = "";
let codes = 0; // how many codes there were: another picture for each
let code = "";

/** Show ourselves to the host; the teacher's page in this browser has left the token here. */
function enter(token) {
  fault = /^[0-9a-f]{32}$/.test(token)
    ? ""
    : _("Type what the teacher's page shows under “The projector on another computer”.");
  if (!fault) {
    keep("projector", token);
    line.open({ as: "projector", token });
  }
  draw();
}

function heard(kind) {
  const room = line.frames.projector;
  if (kind === "welcome") document.documentElement.lang = line.welcome.language;
  if (kind === "refused" && line.refusal) {
    fault = line.refusal.says;
    keep("projector", "");
  }
  if (room && room.code !== code) {
    code = room.code;
    codes += 1;
  }
  draw();
}

// -- the page ------------------------------------------------------------------------------------

const screens = { lobby, briefing, turn, debrief: back, closed };

function draw() {
  const room = line.frames.projector;
  const isOut = line.state === "off" || line.state === "refused" || !room;
  const name = isOut ? "door" : room.blank ? "blank" : room.phase;
  document.title = room ? room.title : _("Projector");
  show(
    document.getElementById("page"),
    h(
      "main",
      { id: "main", class: name, key: name },
      isOut ? door() : room.blank ? blank() : screens[room.phase](room),
    ),
    !isOut && !room.blank && foot(),
  );
}

function door() {
  const post = (event) => {
    event.preventDefault();
    enter(event.target.elements.token.value.trim().toLowerCase());
  };
  return h(
    "form",
    { class: "panel stack", onsubmit: post },
    h("h1", {}, _("Projector")),
    h(
      "p",
      {},
      line.state === "connecting" || line.state === "lost"
        ? _("Looking for the host's computer.")
        : _("Open the teacher's page in this browser first; then this page goes on by itself."),
    ),
    fault && h("p", { class: "notice grave", role: "alert" }, fault),
    h(
      "label",
      {},
      _("Or type what it shows"),
      h("input", { type: "text", name: "token", autocomplete: "off", spellcheck: "false" }),
    ),
    h("button", { type: "submit" }, _("Open")),
  );
}

const blank = () => h("h1", { class: "aloud" }, _("The projector is dark"));

function lobby(room) {
  return [
    h("h1", {}, room.title),
    h(
      "div",
      { class: "way" },
      room.code &&
        h("img", { src: `/qr.svg?${codes}`, alt: _("A picture that leads phones to the address") }),
      h(
        "div",
        { class: "stack" },
        room.code
          ? [
              h("p", {}, _("Scan the picture, or open")),
              h("p", { class: "address strong" }, room.address),
              h("p", {}, _("and type")),
              h("p", { class: "code strong" }, room.code),
            ]
          : h("p", { class: "large" }, _("The door is closed.")),
        h("p", { class: "large" }, fill(_("{here} here"), room)),
      ),
    ),
    told(room),
  ];
}

function briefing(room) {
  return [
    h("h1", {}, room.title),
    h("p", { class: "large" }, _("Read who you are. The first turn begins soon.")),
    h(
      "p",
      {},
      fill(_("{here} of {students} here"), room),
      room.code && ` · ${fill(_("code {code}"), room)}`,
    ),
    told(room),
    room.tables.some((table) => table.people.length) ? people(room) : roles(room),
  ];
}

function turn(room) {
  const left = msLeft(room);
  return [
    h(
      "div",
      { class: "top" },
      h("h1", {}, room.date),
      h("p", { class: "muted" }, fill(_("turn {turn} of {turns}"), room)),
      left !== null &&
        h(
          "p",
          { class: left <= 60000 ? "clock short" : "clock", role: "timer" },
          h("span", { class: "aloud" }, _("Time left:")),
          clockFace(left),
          room.paused && h("span", { class: "still" }, ` ${_("(stands still)")}`),
        ),
    ),
    room.paused &&
      h("p", { class: "notice grave" }, h("strong", {}, _("Paused.")), " ", room.paused),
    told(room),
    h(
      "div",
      { class: room.tables.length > 10 ? "tables many" : "tables" },
      ladders(room),
      headlines(room),
    ),
    people(room),
  ];
}

function back(room) {
  const known = line.frames.debrief;
  return known ? debrief(room, known) : h("h1", {}, _("Looking back"));
}

function closed(room) {
  return [
    h("h1", {}, room.title),
    h("p", { class: "large" }, _("The class is over. Thank you.")),
    told(room),
  ];
}

/** What the teacher says to all. */
const told = (room) => room.notices.map((text) => h("p", { class: "notice", key: text }, text));

function foot() {
  const lost = line.trouble();
  return h(
    "footer",
    { class: "row" },
    h(
      "p",
      { class: "muted" },
      lost
        ? `${lost.owner}: ${lost.says}`
        : _("A model for learning; not a prediction, not a record of what happened."),
    ),
    h(
      "details",
      {},
      h("summary", {}, _("Display")),
      preferences(),
      h(
        "button",
        { onclick: () => document.documentElement.requestFullscreen() },
        _("Full screen"),
      ),
    ),
  );
}

window.addEventListener(
  "storage",
  () => line.state === "off" && kept("projector") && enter(kept("projector")),
);
window.addEventListener("resize", () => {
  dressUp();
  draw();
});
setInterval(draw, 1000);
words.then(() => {
  if (kept("projector")) enter(kept("projector"));
  draw();
});
