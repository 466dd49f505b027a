// Several on one seat: its captain gives the orders, the others say what they would do.

import { h } from "./dom.js";
import { _ } from "./words.js";

/** What a member of a team would do, to be sent to its captain. */
export function suggestion(seat, both) {
  const send = (event) => {
    event.preventDefault();
    const says = event.target.elements.says.value;
    seat.line.ask("suggest", { ...both, says }).then((answer) => {
      seat.problem = answer.ok ? "" : answer.says;
      seat.tell(answer.ok ? _("Your captain sees it.") : answer.says);
      seat.draw();
    });
  };
  return h(
    "form",
    { class: "near", key: "suggestion", onsubmit: send },
    h(
      "label",
      {},
      _("Why?"),
      h("input", { type: "text", name: "says", maxlength: 200, autocomplete: "off" }),
    ),
    h("button", { class: "main", type: "submit" }, _("Suggest this to your captain")),
  );
}

/** Who else sits on this seat, and what they would do; `putDown` has the host keep a choice. */
export function team(seat, putDown) {
  const { now, sheet } = seat.line.frames;
  if (now.team.length < 2) return null;
  const label = (id) => (sheet.cards.find((card) => card.id === id) || { label: id }).label;
  const take = ({ deed, word }) => {
    seat.choice = { turn: now.turn, deed, word };
    putDown(seat);
  };
  const lead = (member) => () => seat.line.ask("lead", { student: member.student });
  const line = (member) =>
    h(
      "li",
      { key: member.student, class: "near" },
      h(
        "p",
        {},
        h("strong", {}, member.name),
        " ",
        h(
          "span",
          { class: "muted small" },
          member.captain ? _("captain") : member.here ? "" : _("away"),
        ),
      ),
      member.suggestion &&
        h("p", {}, `${label(member.suggestion.deed)} · ${label(member.suggestion.word)}`),
      member.suggestion &&
        member.suggestion.says &&
        h("p", { class: "muted" }, `“${member.suggestion.says}”`),
      h(
        "div",
        { class: "row" },
        now.may.draft &&
          member.suggestion &&
          h("button", { onclick: () => take(member.suggestion) }, _("Choose this")),
        now.may.lead &&
          !member.captain &&
          h("button", { class: "plain", onclick: lead(member) }, _("Make captain")),
      ),
    );
  return h(
    "section",
    { class: "panel stack", key: "team" },
    h("h2", {}, _("Your team")),
    h("ul", { class: "stack" }, now.team.map(line)),
  );
}
