// The turn: where the crisis stands, what is new, what can be done. Wide windows show the ladder, the
// map and the cards at once beside one of the other parts; narrow ones a part at a time.

import { h } from "./dom.js";
import { aboutBoth, cards, orders } from "./seat_act.js";
import { map } from "./seat_map.js";
import { card, terms } from "./seat_role.js";
import { harm, pledges, shade, sides, situation } from "./seat_state.js";
import { news } from "./seat_story.js";
import { looked, talk, waitingFor } from "./seat_talk.js";
import { _, fill } from "./words.js";

/** All of the board. */
export function board(seat) {
  const { now, sheet } = seat.line.frames;
  if (seat.tab === "talk") looked(seat);
  const parts = partsOf(seat);
  if (!(seat.tab in parts)) seat.tab = seat.wide ? "news" : Object.keys(parts)[0];
  return [
    h(
      "h1",
      { class: seat.wide ? "aloud" : "day" },
      fill(_("Turn {turn}: {date}"), { turn: now.turn, date: sheet.date }),
    ),
    h("p", { class: "now notice" }, now.says, " ", awaited(now)),
    seat.wide && ladder(seat),
    seat.wide && seat.land && seat.land.window && map(seat),
    seat.wide && sheet.cards.length > 0 && cards(seat),
    h(
      "div",
      { class: "side", key: "side" },
      tabs(seat, parts),
      h(
        "section",
        {
          class: `part the-${seat.tab}`,
          id: "part",
          role: "tabpanel",
          "aria-labelledby": `tab-${seat.tab}`,
        },
        parts[seat.tab][1](seat),
      ),
      seat.wide && sheet.cards.length > 0 && orders(seat),
    ),
  ];
}

/** The parts that tabs lead to: name, and how they are shown. */
function partsOf(seat) {
  const { brief, now, sheet } = seat.line.frames;
  const new_ = waitingFor(seat);
  const parts = {
    act: [_("Decide"), narrowCards],
    cards: [_("Cards"), aboutBoth],
    news: [_("News"), news],
    state: [_("Situation"), state],
    talk: [new_ ? fill(_("Talk ({count})"), { count: new_ }) : _("Talk"), talk],
    role: [_("Role"), role],
  };
  if (seat.wide || !sheet.cards.length) delete parts.act;
  if (!seat.wide || (!now.may.draft && !now.may.suggest)) delete parts.cards;
  if (!brief.role) delete parts.role;
  return parts;
}

function awaited(now) {
  const others = now.awaited.filter((_side, k) => now.awaited_ids[k] !== now.you.role);
  return others.length ? fill(_("Awaited: {sides}."), { sides: others.join(", ") }) : "";
}

function narrowCards(seat) {
  const { sheet } = seat.line.frames;
  return [h("p", { class: "strong" }, sheet.rung_says), harm(sheet), cards(seat), orders(seat)];
}

function state(seat) {
  const { sheet } = seat.line.frames;
  return [
    !seat.wide && ladder(seat),
    !seat.wide && seat.land && seat.land.window && map(seat),
    harm(sheet),
    situation(seat),
    pledges(sheet),
    sides(seat),
    rungs(seat.line.frames.brief),
  ];
}

function role(seat) {
  return [card(seat), terms(seat.line.frames.brief)];
}

// -- tabs ----------------------------------------------------------------------------------------

function tabs(seat, parts) {
  const names = Object.keys(parts);
  const go = (name) => {
    seat.tab = name;
    seat.draw();
    document.getElementById(`tab-${name}`).focus();
  };
  const move = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) go(names[(names.indexOf(seat.tab) + step + names.length) % names.length]);
  };
  const tab = (name) =>
    h(
      "button",
      {
        key: name,
        id: `tab-${name}`,
        role: "tab",
        "aria-selected": String(seat.tab === name),
        "aria-controls": "part",
        tabindex: seat.tab === name ? "0" : "-1",
        onclick: () => go(name),
      },
      parts[name][0],
    );
  return h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": _("Parts of the board"), onkeydown: move },
    names.map(tab),
  );
}

// -- the ladder ----------------------------------------------------------------------------------

function ladder(seat) {
  const { brief, now, sheet } = seat.line.frames;
  const count = brief.ladder.length;
  const isOfNow = seat.outlook && seat.outlook.rung && seat.outlook.turn === now.turn;
  const after = isOfNow ? Math.round(seat.outlook.rung.value) : null;
  const rung = (each, number) => {
    const isHere = number === sheet.rung;
    const traits = {
      class: `rung ${shade(number, count)}`,
      "aria-current": isHere ? "step" : null,
    };
    return h(
      "li",
      traits,
      h("span", {}, `${number + 1} ${each.label}`),
      h(
        "span",
        { class: "small" },
        isHere && _("now"),
        number === after && " ◁",
        number === after && h("span", { class: isHere ? "aloud" : "" }, " ", _("then")),
      ),
    );
  };
  return h(
    "section",
    { class: "panel ladder", key: "ladder" },
    h("h2", {}, _("Ladder")),
    h("ol", { class: "rungs", reversed: true }, brief.ladder.map(rung).reverse()),
  );
}

function rungs(brief) {
  const example = (each, number) =>
    h("li", {}, h("strong", {}, `${number + 1} ${each.label}`), h("br"), each.example);
  return h(
    "details",
    { class: "panel", key: "rungs" },
    h("summary", {}, h("h2", { class: "inline" }, _("What the rungs look like"))),
    h("ol", { class: "stack small" }, brief.ladder.map(example).reverse()),
  );
}
