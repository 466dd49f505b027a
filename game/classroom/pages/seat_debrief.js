// When it is over: first one's own judgement, and only then how it was.

import { h } from "./dom.js";
import { history } from "./seat_story.js";
import { acrossOf } from "./seat_chances.js";
import { review } from "./seat_review.js";
import { footnote } from "./seat_source.js";
import { harm, shade } from "./seat_state.js";
import { talk } from "./seat_talk.js";
import { badge } from "./signs.js";
import { _, fill } from "./words.js";

const RETRIES = [500, 1000, 2000]; // ms before something is asked for again

/** Ask before tell. */
export function debrief(seat) {
  const { brief } = seat.line.frames;
  return seat.kept("thought") || !brief.role ? told(seat) : asked(seat);
}

// -- what do you think ---------------------------------------------------------------------------

function asked(seat) {
  const { sheet } = seat.line.frames;
  const first = sheet.questions.length ? sheet.questions[0].phase : "";
  const early = sheet.questions.filter((each) => each.phase === first);
  const post = (event) => {
    event.preventDefault();
    const { elements } = event.target;
    for (const name of ["best", "worst"]) {
      const turn = Number(elements[name].value);
      if (turn) note(seat, `debrief ${name}`, { turn });
      seat.keep(name, elements[name].value);
    }
    for (const box of event.target.querySelectorAll("textarea")) save(seat, box);
    seat.keep("thought", "yes");
    seat.draw();
  };
  return h(
    "form",
    { class: "reading stack", onsubmit: post, key: "asked" },
    h("h1", {}, _("It is over. First, think back")),
    h(
      "p",
      {},
      _("You see how it was, and what the others knew, as soon as you have said what you think."),
    ),
    h(
      "div",
      { class: "panel stack" },
      turnChoice(sheet, "best", _("Which of your turns was your best?")),
      turnChoice(sheet, "worst", _("Which would you take back?")),
      question({ ask: _("What decided how it ended?") }, "cause", seat),
      early.map((each) => question(each, number(sheet, each), seat)),
    ),
    h("button", { class: "main wide", type: "submit" }, _("Show me how it was")),
  );
}

function turnChoice(sheet, name, title) {
  const own = sheet.history.filter((of) => !of.by_policy);
  const option = (of) =>
    h(
      "option",
      { value: of.turn, key: of.turn },
      `${fill(_("Turn {turn}"), of)}: ${[of.deed, of.word].filter(Boolean).join(" · ")}`,
    );
  return h(
    "label",
    { key: name },
    title,
    h("select", { name }, h("option", { value: 0 }, _("I can't tell")), own.map(option)),
  );
}

const number = (sheet, question) => sheet.questions.indexOf(question) + 1;

function question(of, name, seat) {
  return h(
    "label",
    { key: `question ${name}` },
    of.ask,
    h("textarea", {
      name: `debrief ${name}`,
      rows: 3,
      maxlength: 2000,
      value: seat.kept(`debrief ${name}`),
      onchange: (event) => save(seat, event.target),
    }),
  );
}

/** Keep an answer here and with the table. */
function save(seat, box) {
  const text = box.value.trim();
  if (text === seat.kept(box.name)) return;
  seat.keep(box.name, text);
  note(seat, box.name, text).then((answer) =>
    seat.tell(answer.ok ? _("Your answer is kept.") : answer.says, !answer.ok),
  );
}

/** Have the host keep something; asked again where it was asked too often at once. */
async function note(seat, about, content) {
  let answer = await seat.line.ask("note", { about, content });
  for (const pause of RETRIES) {
    if (answer.ok) break;
    await new Promise((over) => setTimeout(over, pause));
    answer = await seat.line.ask("note", { about, content });
  }
  return answer;
}

// -- how it was ----------------------------------------------------------------------------------

function told(seat) {
  const { now, sheet } = seat.line.frames;
  const { ending } = sheet;
  return h(
    "div",
    { class: "reading stack" },
    h("h1", {}, ending ? ending.label : _("It is over")),
    h(
      "section",
      { class: "panel near" },
      ending && h("p", {}, ending.text),
      ending &&
        ending.history &&
        h("p", { class: "muted" }, _("So it ended in history too (our coding, open to dispute).")),
      !ending && h("p", {}, now.says),
      harm(sheet),
    ),
    seat.line.frames.brief.role && review(seat),
    path(seat),
    goals(sheet),
    beliefs(sheet),
    record(seat),
    sheet.proposals.length + sheet.messages.length > 0 &&
      h(
        "details",
        { class: "panel", key: "talk" },
        h("summary", {}, _("All that was said and promised, also in private")),
        talk(seat),
      ),
    history(seat),
    seat.line.frames.brief.role && questions(seat),
  );
}

/** The rungs turn by turn, with what was marked before. */
function path(seat) {
  const { brief, sheet } = seat.line.frames;
  const turns = sheet.history;
  if (!turns.length) return null;
  const count = brief.ladder.length;
  const across = acrossOf(seat);
  const x = (turn) => 24 + ((turn - 0.5) * (across - 30)) / turns.length;
  const y = (rung) => 190 - ((rung + 0.5) * 180) / count;
  const half = (across - 30) / 2 / turns.length;
  const isAlone = (each) => Boolean(each.by_policy && brief.role);
  const step = (each, start) =>
    `${start}${(x(each.turn) - half).toFixed(1)} ${y(each.rung).toFixed(1)}H${(x(each.turn) + half).toFixed(1)}`;
  const whole = turns.map((each, k) => step(each, k ? "L" : "M"));
  const own = turns.map((each, k) =>
    isAlone(each) ? "" : step(each, k && !isAlone(turns[k - 1]) ? "L" : "M"),
  );
  const marked = (name, letter) => {
    const found = turns.find((each) => String(each.turn) === seat.kept(name));
    return (
      found &&
      h(
        "g",
        { class: "marked" },
        h("circle", { cx: x(found.turn), cy: y(found.rung), r: 9 }),
        h("text", { x: x(found.turn), y: y(found.rung) }, letter),
      )
    );
  };
  const every = Math.ceil((turns.length * 45) / across);
  const highest = Math.max(...turns.map((each) => each.rung));
  const summary = fill(_("The highest rung was {number}: {label}."), {
    number: highest + 1,
    label: brief.ladder[highest].label,
  });
  return h(
    "section",
    { class: "panel near", key: "path" },
    h("h2", {}, _("How it rose and fell")),
    h(
      "svg",
      { class: "path", viewBox: `0 0 ${across} 216`, role: "img", "aria-label": summary },
      brief.ladder.map((_each, rung) => [
        h("rect", {
          class: shade(rung, count),
          x: 0,
          y: y(rung) - 80 / count,
          width: 14,
          height: 160 / count,
        }),
        h("path", { class: "grid", d: `M20 ${y(rung).toFixed(1)}H${across - 4}` }),
      ]),
      turns
        .filter((each) => (each.turn - 1) % every === 0)
        .map((each) => h("text", { class: "axis", x: x(each.turn), y: 208 }, each.turn)),
      h("path", { class: "course alone", d: whole.join("") }),
      h("path", { class: "course", d: own.join("") }),
      marked("best", "+"),
      marked("worst", "−"),
    ),
    h("p", {}, summary),
    h(
      "p",
      { class: "small muted" },
      _(
        "Rungs from the lowest to the highest, turn by turn. + your best, − the one that you would take back, as you said before.",
      ),
      turns.some(isAlone) && ` ${_("Thin: turns in which the program chose for this side.")}`,
    ),
    trust(sheet),
  );
}

/** How likely one thought a peaceful end, against what came. */
function trust(sheet) {
  const said = sheet.history.filter(
    (each) => each.expected !== null && each.expected !== undefined,
  );
  if (!said.length || !sheet.ending) return null;
  const shares = said.map((each) => Math.round(100 * each.expected)).join(", ");
  const what = sheet.ending.violent
    ? _("It ended with violence.")
    : _("It ended without violence.");
  return h(
    "p",
    {},
    fill(_("You gave an end without violence these chances, turn by turn, in %: {shares}."), {
      shares,
    }),
    " ",
    what,
  );
}

function goals(sheet) {
  const side = (id) => sheet.sides.find((each) => each.id === id);
  return (
    sheet.scores.length > 0 &&
    h(
      "section",
      { class: "panel near", key: "goals" },
      h("h2", {}, _("How far each side's own goals were reached")),
      h(
        "p",
        { class: "small muted" },
        _("Of 100. They can't be compared: each side wanted something else. Nobody wins."),
      ),
      h(
        "ul",
        { class: "near" },
        sheet.scores.map((each) =>
          h(
            "li",
            { class: "row", key: each.side },
            badge(side(each.side)),
            side(each.side).name,
            h("strong", {}, Math.round(each.score)),
          ),
        ),
      ),
    )
  );
}

function beliefs(sheet) {
  const differing = sheet.truth.filter((each) => each.thought && each.thought !== each.was);
  const row = (each) =>
    h(
      "tr",
      { key: each.id },
      h("th", { scope: "row" }, each.label),
      h("td", {}, each.thought),
      h("td", {}, each.was),
    );
  return (
    differing.length > 0 &&
    h(
      "section",
      { class: "panel near", key: "beliefs" },
      h("h2", {}, _("What you took to be the case, and what was")),
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, _("At the end")),
            h("th", { scope: "col" }, _("You thought")),
            h("th", { scope: "col" }, _("It was")),
          ),
        ),
        h("tbody", {}, differing.map(row)),
      ),
    )
  );
}

function record(seat) {
  const { sheet } = seat.line.frames;
  const side = (id) => sheet.sides.find((each) => each.id === id);
  const line = (each, k) =>
    h(
      "li",
      { class: "near", key: k },
      h("p", { class: "row small muted" }, side(each.actor) && badge(side(each.actor)), each.date),
      h("p", { class: "strong" }, each.label),
      each.note && h("p", {}, each.note),
      footnote(seat, `record ${k}`, each),
    );
  return (
    sheet.record.length > 0 &&
    h(
      "details",
      { class: "panel", key: "record" },
      h("summary", {}, _("What really happened")),
      sheet.recorded_ending &&
        h("p", {}, fill(_("It ended: {ending}."), { ending: sheet.recorded_ending })),
      h("ol", { class: "pieces" }, sheet.record.map(line)),
    )
  );
}

function questions(seat) {
  const { sheet } = seat.line.frames;
  const phases = [...new Set(sheet.questions.map((each) => each.phase_says))];
  return (
    phases.length > 0 &&
    h(
      "section",
      { class: "panel stack", key: "questions" },
      h("h2", {}, _("To think about")),
      h(
        "p",
        { class: "small muted" },
        _("Your answers are kept as you leave a field; your teacher can read them."),
      ),
      phases.map((title) =>
        h(
          "div",
          { class: "stack", key: title },
          h("h3", {}, title),
          sheet.questions
            .filter((each) => each.phase_says === title)
            .map((each) => question(each, number(sheet, each), seat)),
        ),
      ),
    )
  );
}
