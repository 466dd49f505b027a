// The decisions one by one: what was done, how it is judged, and all other moves beside it.

import { h } from "./dom.js";
import { icon } from "./signs.js";
import { _, fill } from "./words.js";

const GRADES = { fine: "✓", "cannot tell": "?" };
const LEAST = 0.1; // how far the scale reaches to each side at least
const WIDTH = 300;

/** Every decision; whoever opens one sees its moves side by side. */
export function decisions(seat, found) {
  return h(
    "section",
    { class: "panel near", key: "decisions" },
    h("h2", {}, _("Your decisions")),
    h(
      "ol",
      { class: "pieces" },
      found.decisions.map((of) => h("li", { key: of.turn, class: "near" }, decision(seat, of))),
    ),
    found.left && h("p", { class: "muted" }, found.left),
  );
}

function decision(seat, of) {
  const head = [
    h("p", { class: "small muted" }, `${fill(_("Turn {turn}"), of)} · ${of.date}`),
    h("p", { class: "strong" }, of.did),
  ];
  const name = `decision ${of.turn}`;
  const toggle = (event) => {
    seat.open[name] = event.target.open;
    seat.draw();
  };
  return [
    head,
    of.judged.length === 0 &&
      h("p", { class: "muted" }, _("Not compared yet; it comes in a moment.")),
    of.judged.map(judged),
    of.compared > 0 &&
      h(
        "details",
        { ontoggle: toggle, open: Boolean(seat.open[name]) },
        h("summary", {}, fill(_("Turn {turn}: what else could have been done"), of)),
        seat.open[name] && inFull(seat, of),
      ),
  ];
}

function judged(of) {
  return h(
    "p",
    { class: "judged", key: of.channel },
    h("span", { class: "grade", "aria-hidden": "true" }, GRADES[of.grade] || "▾"),
    h("span", { class: "muted" }, `${channel(of)}: `),
    of.says,
  );
}

const channel = (of) => (of.channel === "deed" ? _("Deed") : _("Word"));

/** The moves of a decision; they are asked for once, and again when more of them are compared. */
function movesOf(seat, { turn, compared }) {
  const kept = seat.moves[turn] || { compared: 0, found: null };
  if (kept.compared < compared) {
    seat.moves[turn] = { compared, found: kept.found };
    seat.line.ask("review", { turn }).then((answer) => {
      if (answer.ok) seat.moves[turn].found = answer.data;
      else seat.tell(answer.says, true);
      seat.draw();
    });
  }
  return kept.found;
}

// -- the moves side by side ----------------------------------------------------------------------

function inFull(seat, of) {
  const found = movesOf(seat, of);
  if (!found) return h("p", { class: "muted" }, _("One moment …"));
  const seen = found.seen.find((each) => each.from === seat.open.from) || found.seen[0];
  const gaps = seen.channels.flatMap((each) => each.moves.map((move) => move.gap)).filter(Boolean);
  return h(
    "div",
    { class: "stack full" },
    whence(seat, of.turn, found.seen, seen.from),
    h("p", { class: "small muted" }, seen.says),
    seen.channels.map((each) => [
      h("h3", { key: each.channel }, channel(each)),
      h("p", { class: "judged", key: `${each.channel} judged` }, each.says),
      h(
        "ul",
        { class: "moves", key: `${each.channel} moves` },
        each.moves.map((of) => move(of, scaleOf(gaps))),
      ),
    ]),
    found.doing && doing(found),
  );
}

/** From where to look: what was known then, with hindsight, with the others as they did. */
function whence(seat, turn, all, from) {
  const look = (event) => {
    seat.open.from = event.target.value;
    seat.draw();
  };
  return h(
    "fieldset",
    { class: "whence" },
    h("legend", { class: "aloud" }, _("Seen from")),
    all.map((each) =>
      h(
        "label",
        { key: each.from, class: each.from === from ? "chosen" : "" },
        h("input", {
          type: "radio",
          name: `from ${turn}`,
          value: each.from,
          checked: each.from === from,
          onchange: look,
        }),
        each.label,
      ),
    ),
  );
}

function move(of, at) {
  return h(
    "li",
    { key: of.label, class: of.gap ? "move" : "move taken" },
    h(
      "details",
      {},
      h(
        "summary",
        {},
        h("span", { class: "name" }, of.label),
        dot(of, at),
        h("span", { class: of.sure ? "told" : "told muted" }, of.says),
      ),
      h(
        "ul",
        { class: "dots small" },
        of.more.map((text) => h("li", { key: text }, text)),
      ),
      of.harm.map((text) => h("p", { class: "harm small", key: text }, icon("harm"), " ", text)),
    ),
  );
}

/** A common scale for all of a decision's moves, on which nothing looks larger than it is. */
function scaleOf(gaps) {
  const low = Math.min(-LEAST / 2, ...gaps.map((gap) => gap[1]));
  const high = Math.max(LEAST / 2, ...gaps.map((gap) => gap[2]));
  return (share) => 8 + ((share - low) / (high - low)) * (WIDTH - 16);
}

/** A dot and its interval; hollow where it can't be told from nothing. The words say the same. */
function dot(of, at) {
  const [value, low, high] = of.gap || [0, 0, 0];
  return h(
    "svg",
    { class: "dot", viewBox: `0 0 ${WIDTH} 18`, "aria-hidden": "true" },
    h("rect", { class: "nothing", x: at(0), y: 0, width: 1.5, height: 18 }),
    of.gap
      ? [
          h("rect", {
            class: "reach",
            x: at(low),
            y: 6,
            width: Math.max(2, at(high) - at(low)),
            height: 6,
            rx: 3,
          }),
          h("circle", { class: of.sure ? "sure" : "open", cx: at(value), cy: 9, r: 6 }),
        ]
      : h("rect", { class: "sure", x: at(0) - 5, y: 4, width: 11, height: 11, rx: 2 }),
  );
}

/** Whose doing it was what the turn changed. */
function doing(found) {
  const { says, shares, hazards } = found.doing;
  const at = scaleOf(shares.map((each) => each.gap));
  return h(
    "div",
    { class: "near", key: "doing" },
    h("h3", {}, fill(_("Turn {turn}: whose doing?"), found)),
    h("p", { class: "small" }, says),
    h(
      "ul",
      { class: "moves" },
      shares.map((each) =>
        h(
          "li",
          { key: each.label, class: "move share" },
          h("span", { class: "name" }, each.label),
          dot(each, at),
          h("span", { class: each.sure ? "told" : "told muted" }, each.says),
        ),
      ),
    ),
    hazards.length > 0 && h("h3", { class: "small muted" }, _("What might have happened")),
    h(
      "ul",
      { class: "dots small" },
      hazards.map((text) => h("li", { key: text }, text)),
    ),
  );
}
