// Who somebody is: the role card with its secret side, the questions of understanding, the terms.

import { h } from "./dom.js";
import { icon } from "./signs.js";
import { _, fill } from "./words.js";

/** All of it, before the first turn; and for who takes this seat later, then. */
export function briefing(seat) {
  const { now, brief, sheet } = seat.line.frames;
  const { role } = brief;
  const isLate = now.phase !== "briefing";
  const begin = () => {
    seat.meet();
    if (now.may.ready) seat.line.ask("ready");
  };
  return h(
    "div",
    { class: "stack reading" },
    h("h1", {}, role ? fill(_("Your side: {side}"), { side: role.name }) : brief.title),
    h("p", { class: "strong" }, fill(_("You sit at table {table}."), now.you)),
    h(
      "p",
      { class: "notice" },
      isLate ? _("Read who you are; the others have begun already.") : now.says,
    ),
    brief.note &&
      h(
        "section",
        { class: "panel near", key: "note" },
        h("h2", {}, _("Before you begin")),
        brief.note
          .split("\n")
          .map((text, k) => h("p", { class: k ? "small muted" : "" }, text)),
      ),
    h(
      "section",
      { class: "panel near", key: "about" },
      h("h2", {}, _("What it is about")),
      h("p", {}, brief.summary),
    ),
    role ? card(seat) : sides(sheet),
    role && questions(seat),
    terms(brief),
    (now.may.ready || isLate) &&
      h("button", { class: "main wide", onclick: begin }, _("I have read it")),
    now.ready && !isLate && h("p", { class: "notice" }, _("Thank you. The first turn begins soon.")),
  );
}

/** The role card: what everybody knows, and what only this table's seat may read. */
export function card(seat) {
  const { dossier } = seat.line.frames.brief;
  const part = (title, lines) =>
    lines.length > 0 && [
      h("h3", {}, title),
      h(
        "ul",
        { class: "dots" },
        lines.map((text) => h("li", {}, text)),
      ),
    ];
  return [
    h(
      "section",
      { class: "panel near", key: "public" },
      h("h2", {}, _("What everybody knows of you")),
      h("p", {}, dossier.public),
    ),
    secret(seat, part),
    h(
      "section",
      { class: "panel near", key: "first" },
      part(_("Before you decide, find out"), dossier.first_look),
    ),
  ];
}

function secret(seat, part) {
  const { dossier } = seat.line.frames.brief;
  const turn = () => {
    seat.open.secret = !seat.open.secret;
    seat.draw();
  };
  const isOpen = Boolean(seat.open.secret);
  return h(
    "section",
    { class: "panel near", key: "secret" },
    h(
      "div",
      { class: "row between" },
      h("h2", {}, icon("lock"), " ", _("Only for you")),
      h(
        "button",
        { onclick: turn, "aria-expanded": String(isOpen), "aria-controls": "secret" },
        isOpen ? _("Hide") : _("Show"),
      ),
    ),
    h(
      "div",
      { id: "secret", class: "near" },
      isOpen
        ? [
            h("p", {}, dossier.private),
            part(_("What you want, first things first"), dossier.interests),
            part(_("What must not happen"), dossier.red_lines),
            part(_("What binds you"), dossier.constraints),
            part(_("Who watches you"), [dossier.audience]),
            part(_("What worries you"), [dossier.concern]),
            part(_("What was done wrong"), [dossier.mistake]),
          ]
        : h(
            "p",
            { class: "muted" },
            _("Look around first: nobody of another side should read this."),
          ),
    ),
  );
}

function sides(sheet) {
  return h(
    "section",
    { class: "panel stack" },
    h("h2", {}, _("Who takes part")),
    sheet.sides.map((side) =>
      h("div", { class: "near" }, h("h3", {}, side.name), h("p", {}, side.public)),
    ),
  );
}

// -- questions of understanding ------------------------------------------------------------------

function questions(seat) {
  const { checks } = seat.line.frames.brief.dossier;
  return (
    checks.length > 0 &&
    h(
      "section",
      { class: "panel stack", key: "checks" },
      h("h2", {}, _("Is it clear?")),
      h("p", { class: "muted small" }, _("Not graded. Choose, and read why.")),
      checks.map((check, k) => question(seat, check, k + 1)),
    )
  );
}

function question(seat, check, number) {
  const chosen = Number(seat.kept(`check ${number}`) || 0);
  const choose = (event) => {
    const answer = Number(event.target.value); // from 1; `right` counts from 0
    seat.keep(`check ${number}`, String(answer));
    seat.line.ask("note", {
      about: `check ${number}`,
      content: { answer, right: check.right + 1 },
    });
    seat.draw();
  };
  const option = (words, k) =>
    h(
      "label",
      { class: "choice" },
      h("input", {
        type: "radio",
        name: `check-${number}`,
        value: k + 1,
        checked: chosen === k + 1,
        onchange: choose,
      }),
      h("span", {}, words),
    );
  const verdict = chosen === check.right + 1 ? _("Yes.") : _("Not quite.");
  return h(
    "fieldset",
    { class: "near" },
    h("legend", {}, check.ask),
    check.options.map(option),
    h(
      "p",
      { role: "status", class: chosen ? "notice" : "" },
      chosen ? `${verdict} ${check.why}` : "",
    ),
  );
}

// -- terms ---------------------------------------------------------------------------------------

/** The words that need explaining. */
export function terms(brief) {
  return (
    brief.terms.length > 0 &&
    h(
      "details",
      { class: "panel", key: "terms" },
      h("summary", {}, _("Words that you will meet")),
      h(
        "dl",
        { class: "stack" },
        brief.terms.map((each) =>
          h("div", {}, h("dt", { class: "strong" }, each.term), h("dd", {}, each.text)),
        ),
      ),
    )
  );
}
