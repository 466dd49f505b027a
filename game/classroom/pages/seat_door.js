// Before the first turn: the code and a name, waiting to be let in, and the lobby.

import { h } from "./dom.js";
import { kept } from "./prefs.js";
import { _, fill } from "./words.js";

/** Code and name; nothing is taken before the button is pressed. */
export function door(seat) {
  const { refusal } = seat.line;
  if (refusal && ["elsewhere", "closed", "approved"].includes(refusal.why)) return ended(seat);
  const says = refusal && refusal.why !== "token" ? refusal.says : "";
  const enter = (event) => {
    event.preventDefault();
    const { code, name } = event.target.elements;
    seat.join(code.value.trim(), name.value.trim());
  };
  const described = says ? { "aria-describedby": "refusal", "aria-invalid": "true" } : {};
  const isCode = refusal && refusal.why === "code";
  return h(
    "form",
    { class: "panel stack narrow", onsubmit: enter },
    h("h1", {}, _("Join a class")),
    h("p", { class: "muted" }, _("The code is on the wall or on your teacher's screen.")),
    says && h("p", { class: "notice grave", id: "refusal", role: "alert" }, says),
    h(
      "label",
      {},
      _("Code"),
      h("input", {
        type: "text",
        name: "code",
        value: location.hash.slice(1, 20),
        class: "code",
        maxlength: 12,
        autocomplete: "off",
        autocapitalize: "characters",
        spellcheck: "false",
        required: true,
        ...(isCode ? described : {}),
      }),
    ),
    h(
      "label",
      {},
      _("Your name, or the label that you were given"),
      h("input", {
        type: "text",
        name: "name",
        value: kept("name"),
        maxlength: 40,
        autocomplete: "off",
        required: true,
        ...(isCode ? {} : described),
      }),
    ),
    h("button", { class: "main", type: "submit" }, _("Join")),
    h(
      "p",
      { class: "muted small" },
      _("A model for learning; not a prediction, not a record of what happened."),
    ),
  );
}

/** This window's part is over; another goes on, or nobody. */
function ended(seat) {
  const { refusal, hello } = seat.line;
  const here = () => seat.line.open(hello);
  const anew = () => {
    seat.leave();
    seat.line.refusal = null;
    seat.draw();
  };
  return h(
    "div",
    { class: "panel stack narrow" },
    h("h1", {}, refusal.why === "closed" ? _("The class is over") : _("You are elsewhere")),
    h("p", { role: "alert" }, refusal.says),
    refusal.why === "elsewhere" && h("button", { class: "main", onclick: here }, _("Go on here")),
    refusal.why === "closed" && h("button", { onclick: anew }, _("Join another class")),
  );
}

/** Not in yet: connecting, or asking the teacher. */
export function waiting(seat) {
  const { welcome, frames } = seat.line;
  const { now } = frames;
  const coming = _("You are in. What your seat needs is on its way; a slow network takes a while.");
  const says = welcome ? coming : _("Looking for the host's computer.");
  return h(
    "div",
    { class: "panel stack narrow" },
    h("h1", {}, now && now.phase === "knocking" ? _("At the door") : _("One moment …")),
    h("p", {}, now ? now.says : says),
    h("button", { onclick: seat.leave }, _("Back to code and name")),
  );
}

/** In, and who else is. */
export function lobby(seat) {
  const { now } = seat.line.frames;
  const count = { here: now.here, students: now.students };
  return h(
    "div",
    { class: "panel stack narrow" },
    h("h1", {}, fill(_("Welcome, {name}"), { name: now.you.name })),
    h("p", {}, now.says),
    h("p", { class: "large strong" }, fill(_("{here} of {students} here"), count)),
    h(
      "p",
      { class: "muted small" },
      _("You may close this page and come back: you keep your place."),
    ),
  );
}
