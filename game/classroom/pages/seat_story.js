// What happened: the turn that is over, told step by step, each with why; and the news.

import { h } from "./dom.js";
import { footnote } from "./seat_source.js";
import { harm } from "./seat_state.js";
import { badge } from "./signs.js";
import { _, fill } from "./words.js";

const phases = () => ({
  events: _("What was set in motion earlier"),
  moves: _("What was done and said"),
  commitments: _("What became of promises and threats"),
  incidents: _("What nobody chose"),
  drift: _("What settles by itself"),
});

/** A turn that is over, or one of before that was opened again. */
export function story(seat) {
  const { now, brief, sheet } = seat.line.frames;
  const told = seat.past || sheet.happened;
  const go = () => {
    if (!seat.past) seat.keep("read", String(told.turn));
    if (!seat.past && now.may.ready && now.phase === "shown") seat.line.ask("ready");
    seat.past = null;
    seat.draw();
  };
  const expected =
    told.expected === null || told.expected === undefined
      ? null
      : fill(_("You thought: {number} % for an end without violence."), {
          number: Math.round(100 * told.expected),
        });
  return h(
    "div",
    { class: "reading broad stack" },
    h("h1", {}, fill(_("What happened in turn {turn}"), { turn: told.turn })),
    h("p", { class: "muted" }, told.date),
    !seat.past && h("p", { class: "strong" }, sheet.rung_says),
    h(
      "div",
      { class: "two" },
      h(
        "ol",
        { class: "panel steps" },
        told.steps.map((each, k) => step(seat, each, told.steps[k - 1], k)),
      ),
      h(
        "section",
        { class: "panel near" },
        h("h2", {}, brief.role ? _("What changed for you") : _("What changed")),
        told.changes.length
          ? h(
              "ul",
              { class: "stack" },
              told.changes.map((text) => h("li", {}, change(text))),
            )
          : h("p", {}, _("Nothing that you can see.")),
        expected && h("p", { class: "muted" }, expected),
        !seat.past && harm(sheet),
      ),
    ),
    h("div", { class: "foot" }, h("button", { class: "main wide", onclick: go }, _("Go on"))),
  );
}

/** "Rumours from 54 to 44. Mainly: …" with its first sentence in bold. */
function change(text) {
  const end = text.indexOf(". ") + 1;
  return end ? [h("strong", {}, text.slice(0, end)), text.slice(end)] : text;
}

function step(seat, of, before, k) {
  const { sheet } = seat.line.frames;
  const side = sheet.sides.find((each) => each.id === of.actor);
  const isFirst = !before || before.phase !== of.phase;
  return h(
    "li",
    { class: "near", key: `${k} ${of.headline}` },
    isFirst && phases()[of.phase] && h("h2", { class: "small muted" }, phases()[of.phase]),
    h(
      "p",
      { class: "row small muted" },
      side && badge(side),
      side && side.name,
      of.private && h("span", {}, _("(not in public)")),
    ),
    h("p", { class: "strong" }, of.headline),
    of.text && h("p", {}, of.text),
    of.branch && h("p", {}, of.branch),
    of.changes.length > 0 &&
      h(
        "ul",
        { class: "small changes" },
        of.changes.map((text) => h("li", {}, text)),
      ),
    of.unseen && h("p", { class: "small muted" }, of.unseen),
    h(
      "details",
      { class: "small" },
      h("summary", { class: "muted" }, _("Why?")),
      h("p", {}, of.why),
    ),
    footnote(seat, `step ${k} ${of.headline}`, of),
  );
}

// -- news ----------------------------------------------------------------------------------------

/** What was heard, and the turns before. */
export function news(seat) {
  const { now, sheet } = seat.line.frames;
  const began = new Set(sheet.opened.map((each) => each.headline));
  const ofTurn = (turn) =>
    sheet.news.filter(
      (each) => each.turn === turn && !(turn === now.turn && began.has(each.headline)),
    );
  const heard = (turn, title) =>
    ofTurn(turn).length > 0 &&
    h(
      "section",
      { class: "panel", key: title },
      h("h2", {}, title),
      h(
        "ul",
        { class: "pieces" },
        ofTurn(turn).map((each, k) => piece(seat, each, k)),
      ),
    );
  return [
    sheet.opened.length > 0 &&
      h(
        "section",
        { class: "panel", key: "opened" },
        h("h2", {}, _("As this turn began")),
        h(
          "ol",
          { class: "steps" },
          sheet.opened.map((each, k) => step(seat, each, { phase: each.phase }, `opened ${k}`)),
        ),
      ),
    heard(now.turn, _("This turn")),
    heard(now.turn - 1, _("The turn before")),
    !sheet.news.length && !sheet.opened.length && h("p", { class: "panel" }, _("No news yet.")),
    history(seat),
  ];
}

function piece(seat, of, k) {
  const side = seat.line.frames.sheet.sides.find((each) => each.id === of.actor);
  return h(
    "li",
    { class: "near", key: `${of.turn} ${k} ${of.headline}` },
    side && h("p", { class: "row small muted" }, badge(side), side.short || side.name),
    h("p", { class: "strong" }, of.headline),
    of.text && h("p", { class: "muted" }, of.text),
    of.branch && h("p", {}, of.branch),
    footnote(seat, `news ${of.turn} ${of.headline}`, of),
  );
}

/** The turns that are over; each opens again. */
export function history(seat) {
  const { brief, sheet } = seat.line.frames;
  const recall = (turn) => () =>
    seat.line.ask("recall", { turn }).then((answer) => {
      if (answer.ok) seat.past = answer.data;
      else seat.tell(answer.says, true);
      seat.draw();
    });
  const line = (of) =>
    h(
      "li",
      { key: of.turn },
      h(
        "button",
        { class: "line", onclick: recall(of.turn) },
        h("span", { class: "strong" }, fill(_("Turn {turn}"), of)),
        " ",
        brief.ladder[of.rung].label,
        h("br"),
        h(
          "span",
          { class: "small muted" },
          [of.deed, of.word, of.by_policy && _("the program chose")].filter(Boolean).join(" · "),
        ),
      ),
    );
  return (
    sheet.history.length > 0 &&
    h(
      "details",
      { class: "panel", key: "history" },
      h("summary", {}, _("The turns so far")),
      h("ol", { class: "near" }, [...sheet.history].reverse().map(line)),
    )
  );
}
