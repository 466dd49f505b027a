// The cards of a turn and the orders made of them: one deed, one word. What is chosen is put down on
// the host at once, so that it is there whatever happens to this device.

import { h } from "./dom.js";
import { footnote } from "./seat_source.js";
import { suggestion, team } from "./seat_team.js";
import { badge, icon } from "./signs.js";
import { _, fill } from "./words.js";

const REST = 400; // ms without a further change before it is sent
let timer = 0;

/** The deed and the word that are chosen now. */
function chosen(seat) {
  const { now } = seat.line.frames;
  const isOfNow = seat.choice && seat.choice.turn === now.turn;
  const { deed, word } = isOfNow ? seat.choice : now.orders || {};
  return { turn: now.turn, deed, word };
}

function choose(seat, channel, id) {
  seat.choice = { ...chosen(seat), [channel]: id };
  seat.outlook = null;
  seat.checking = false;
  if (seat.wide) seat.tab = "cards";
  clearTimeout(timer);
  if (seat.line.frames.now.may.draft) timer = setTimeout(() => putDown(seat), REST);
  seat.draw();
}

/** Have the host keep what is chosen. */
export function putDown(seat) {
  const { choice } = seat;
  clearTimeout(timer);
  if (!choice || !seat.line.frames.now.may.draft) return Promise.resolve({ ok: true });
  return seat.line.ask("draft", choice).then((answer) => {
    if (seat.choice === choice) seat.choice = null;
    if (!answer.ok) seat.tell(answer.says, true);
    seat.problem = answer.ok ? "" : answer.says;
    seat.draw();
    return answer;
  });
}

/** All cards of both channels, and whoever else sits on the seat. */
export function cards(seat) {
  const { may } = seat.line.frames.now;
  const isChoosing = may.draft || may.suggest;
  return h(
    "div",
    { class: "act", key: "act" },
    isChoosing && channel(seat, "deed", _("Do one thing")),
    isChoosing && channel(seat, "word", _("Say one thing")),
    isChoosing && legend(),
    team(seat, putDown),
  );
}

/** What the three marks on cards say. */
function legend() {
  const kinds = [
    ["escalate", _("a step up")],
    ["hold", _("no step")],
    ["de-escalate", _("a step down")],
  ];
  return h(
    "p",
    { class: "row small muted", key: "legend" },
    kinds.map(([kind, words]) => h("span", {}, icon(kind), " ", words)),
  );
}

function channel(seat, name, title) {
  const all = seat.line.frames.sheet.cards.filter((card) => card.channel === name);
  const closed = all.filter((card) => !card.legal);
  const label = fill(_("Not possible now: {count}"), { count: closed.length });
  return h(
    "fieldset",
    { class: "channel", key: name },
    h("legend", {}, title),
    h(
      "div",
      { class: "cards" },
      all.filter((card) => card.legal).map((card) => choice(seat, card)),
    ),
    closed.length > 0 &&
      h(
        "details",
        { class: "closed small" },
        h("summary", {}, label),
        h(
          "ul",
          { class: "stack" },
          closed.map((card) =>
            h(
              "li",
              { key: card.id },
              icon(card.kind),
              " ",
              h("strong", {}, card.label),
              h("br"),
              card.why_not,
            ),
          ),
        ),
      ),
  );
}

function choice(seat, card) {
  const isChosen = chosen(seat)[card.channel] === card.id;
  const pick = () => choose(seat, card.channel, card.id);
  const kind = [icon(card.kind), h("span", { class: "aloud" }, card.kind_says)];
  return h(
    "div",
    { class: isChosen ? "card chosen" : "card", key: card.id },
    h(
      "label",
      {},
      h("input", { type: "radio", name: card.channel, checked: isChosen, onchange: pick }),
      h("span", { class: "name" }, card.label),
      h(
        "span",
        { class: "kind" },
        isChosen && h("span", { class: "tick", "aria-hidden": "true" }, "✓ "),
        kind,
      ),
      card.suggested &&
        !seat.wide &&
        h("span", { class: "small muted hint" }, _("on your role card")),
    ),
    isChosen && !seat.wide && about(seat, card),
  );
}

/** The two chosen cards in full, where there is a place for them beside the cards. */
export function aboutBoth(seat) {
  const { cards: all } = seat.line.frames.sheet;
  const both = chosen(seat);
  return [both.deed, both.word]
    .map((id) => all.find((card) => card.id === id))
    .filter(Boolean)
    .map((card) =>
      h(
        "section",
        { class: "panel near", key: card.id },
        h("h2", {}, card.label),
        about(seat, card),
      ),
    );
}

/** What a card does, costs and rests on. */
function about(seat, card) {
  return h(
    "div",
    { class: "about small near", key: `about ${card.id}` },
    h(
      "p",
      { class: "muted" },
      icon(card.kind),
      " ",
      card.kind_says,
      card.suggested && ` · ${_("on your role card")}`,
    ),
    h("p", {}, card.text),
    h(
      "ul",
      { class: "dots" },
      card.details.map((text) => h("li", {}, text)),
    ),
    toward(seat, card),
    footnote(seat, card.id, seat.line.frames.brief.cards[card.id]),
  );
}

function toward(seat, card) {
  const named = seat.line.frames.sheet.sides.filter((side) => card.toward.includes(side.id));
  return (
    named.length > 0 &&
    h(
      "p",
      { class: "row" },
      named.map((side) => [badge(side), side.name]),
    )
  );
}

// -- orders --------------------------------------------------------------------------------------

/** What is chosen, and the way to give it. */
export function orders(seat) {
  const { now, sheet } = seat.line.frames;
  if (!now.may.draft && !now.may.suggest) return given(seat);
  const both = chosen(seat);
  const found = (id) => sheet.cards.find((card) => card.id === id);
  const [deed, word] = [found(both.deed), found(both.word)];
  const line = (title, card) =>
    card && h("p", {}, h("span", { class: "muted" }, title, " "), h("strong", {}, card.label));
  const follows = now.may.forecast && outlook(seat, both);
  const isFull = seat.wide || seat.checking || now.may.suggest; // a phone has no room to spare
  return [
    !seat.wide && follows,
    h(
      "section",
      { class: "panel orders near", key: "orders", "aria-label": _("Your orders") },
      isFull && [line(_("Do:"), deed), line(_("Say:"), word)],
      seat.problem && h("p", { class: "notice grave" }, seat.problem),
      now.may.suggest ? suggestion(seat, both) : seat.checking ? check(seat) : ask(seat),
      seat.wide && follows,
    ),
  ];
}

function ask(seat) {
  const look = () => {
    seat.checking = true;
    seat.expected = null;
    seat.draw();
    document.getElementById("give").focus();
  };
  const undo = () => {
    seat.choice = null;
    seat.line.ask("undo", { turn: seat.line.frames.now.turn });
  };
  return h(
    "div",
    { class: "row" },
    h("button", { class: "main grow", key: "look", onclick: look }, _("Give orders …")),
    seat.line.frames.now.may.undo && h("button", { key: "undo", onclick: undo }, _("Undo")),
  );
}

/** Once more: how likely is a peaceful end? Then it counts. */
function check(seat) {
  const set = (event) => {
    seat.expected = Number(event.target.value);
    seat.draw();
  };
  const back = () => {
    seat.checking = false;
    seat.draw();
  };
  const share =
    seat.expected === null ? _("not said") : fill(_("{number} %"), { number: seat.expected });
  return h(
    "div",
    { class: "near check", key: "check" },
    h("label", { for: "expected" }, _("How likely is an end without violence, do you think?")),
    h(
      "div",
      { class: "row" },
      h("input", {
        id: "expected",
        type: "range",
        min: 0,
        max: 100,
        step: 5,
        class: "grow",
        oninput: set,
        "aria-valuetext": share,
      }),
      h("output", { class: "strong", for: "expected" }, share),
    ),
    h(
      "div",
      { class: "row" },
      h(
        "button",
        { id: "give", class: "main grow", onclick: () => give(seat) },
        _("Give these orders"),
      ),
      h("button", { onclick: back }, _("Back")),
    ),
  );
}

function give(seat) {
  const { turn } = seat.line.frames.now;
  const expected = seat.expected === null ? null : seat.expected / 100;
  const committed = putDown(seat).then((answer) =>
    answer.ok ? seat.line.ask("commit", { turn, expected }) : answer,
  );
  committed.then((answer) => {
    seat.checking = false;
    seat.problem = answer.ok ? "" : answer.says;
    seat.tell(answer.ok ? _("Your orders are given.") : answer.says, !answer.ok);
    seat.draw();
  });
}

function given(seat) {
  const { now } = seat.line.frames;
  const undo = () => seat.line.ask("undo", { turn: now.turn });
  if (!now.orders || now.phase !== "planning") return null;
  return h(
    "section",
    { class: "panel orders near", key: "given", "aria-label": _("Your orders") },
    now.orders.says.map((text) => h("p", { key: text }, text)),
    now.may.undo && h("button", { key: "undo", onclick: undo }, _("Take them back")),
  );
}

// -- forecast ------------------------------------------------------------------------------------

function outlook(seat, both) {
  const name = `${both.turn} ${both.deed} ${both.word}`;
  const found = seat.outlook && seat.outlook.name === name ? seat.outlook : null;
  const look = () => {
    seat.outlook = { name, lines: [_("Working it out …")] };
    seat.line.ask("forecast", both).then((answer) => {
      const { lines, forecast } = answer.ok ? answer.data : { lines: [answer.says], forecast: {} };
      seat.outlook = { name, lines, rung: forecast.rung, turn: both.turn };
      seat.tell(seat.outlook.lines.join(" "));
      seat.draw();
    });
    seat.draw();
  };
  return found
    ? h(
        "ul",
        { class: "notice small", key: "outlook" },
        found.lines.map((text) => h("li", {}, text)),
      )
    : h("button", { class: "plain", key: "look", onclick: look }, _("What might follow?"));
}
