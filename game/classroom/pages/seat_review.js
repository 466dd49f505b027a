// What each decision did, by the futures that the host has had played: the chance of a peaceful end
// from turn to turn, the best and the worst turn beside what was said before, and the turns one by one.

import { h } from "./dom.js";
import { chances } from "./seat_chances.js";
import { decisions } from "./seat_decisions.js";
import { _, fill } from "./words.js";

/** All of it, as far as it is found by now. */
export function review(seat) {
  const { now, review: found } = seat.line.frames;
  if (!["debrief", "closed"].includes(now.phase)) {
    const says = _("What your decisions did is told when the crisis is over at all tables.");
    return h("p", { class: "panel", key: "review" }, says);
  }
  ask(seat);
  if (!found) return null;
  return [
    h(
      "section",
      { class: "panel near", key: "review" },
      h("h2", {}, _("What your decisions did")),
      found.progress && h("p", { class: "muted", role: "status" }, found.progress),
      found.curve && said(seat, found),
      found.curve && luck(found),
    ),
    found.curve && chances(seat, found),
    found.decisions.length > 0 && decisions(seat, found),
    found.limits && limits(found),
  ];
}

/** Once for each connection: a host that was started again does not know who asked. */
function ask(seat) {
  const { line } = seat;
  if (seat.reviewed === line.welcome) return;
  seat.reviewed = line.welcome;
  line.ask("review");
}

// -- the best and the worst turn -----------------------------------------------------------------

function said(seat, found) {
  const told = [
    ["best", found.best],
    ["worst", found.worst],
  ];
  return h(
    "div",
    { class: "halves", key: "said" },
    h(
      "div",
      { class: "near" },
      h("h3", { class: "small muted" }, _("You said")),
      told.map(([name]) => h("p", { key: name }, own(seat, found, name))),
    ),
    h(
      "div",
      { class: "near" },
      h("h3", { class: "small muted" }, _("The futures say")),
      told.map(([name, of]) => of && h("p", { key: name }, of.says, agreed(seat, name, of))),
      found.best && h("p", { class: "small muted" }, found.measured),
      !found.best && h("p", { class: "muted" }, _("Not compared yet; it comes in a moment.")),
    ),
  );
}

function own(seat, found, name) {
  const turn = Number(seat.kept(name));
  const of = found.decisions.find((each) => each.turn === turn);
  const words = name === "best" ? _("Best: {orders}") : _("Worst: {orders}");
  const orders = of ? `${fill(_("Turn {turn}"), of)}: ${of.did}` : _("I can't tell");
  return fill(words, { orders });
}

function agreed(seat, name, of) {
  const turn = Number(seat.kept(name));
  if (!turn || !of.turn) return null;
  const words = of.turn === turn ? _("as you said") : _("other than you said");
  return h("strong", {}, ` (${words})`);
}

function luck(found) {
  return (
    found.luck.length > 0 &&
    h(
      "div",
      { class: "near", key: "luck" },
      h("h3", { class: "small muted" }, _("Luck, kept apart")),
      found.luck.map((text, k) => h("p", { key: k }, text)),
    )
  );
}

function limits(found) {
  const [title, ...texts] = found.limits;
  return h(
    "details",
    { class: "panel", key: "limits" },
    h("summary", {}, title),
    texts.map((text, k) => h("p", { class: "small muted", key: k }, text)),
  );
}
