// Messages to other sides, and proposals: a promise for a promise, which binds once both have signed.

import { h } from "./dom.js";
import { badge } from "./signs.js";
import { _, fill } from "./words.js";

const USUAL_TURNS = 2; // beyond this one: a promise for this turn alone is hardly worth signing

/** All that was said and offered, and forms for saying and offering more. */
export function talk(seat) {
  const { now, brief, sheet } = seat.line.frames;
  const others = sheet.sides.filter((side) => !brief.role || side.id !== brief.role.id);
  const isMuted =
    now.you.muted &&
    h(
      "p",
      { class: "notice" },
      _("Your teacher has asked you to be silent for a while; orders count."),
    );
  return [
    isMuted,
    h(
      "section",
      { class: "panel stack", key: "messages" },
      h("h2", {}, _("Messages")),
      earlier(seat, "messages"),
      sheet.messages.length
        ? h(
            "ul",
            { class: "stack" },
            whole(seat, "messages").map((each) => message(seat, each)),
          )
        : h("p", { class: "muted" }, _("Nothing has been said yet.")),
      now.may.say && writing(seat, others),
    ),
    h(
      "section",
      { class: "panel stack", key: "proposals" },
      h("h2", {}, _("Proposals and pacts")),
      h(
        "p",
        { class: "muted small" },
        _("A promise for a promise. Once both sides have signed, breaking it costs."),
      ),
      h(
        "ul",
        { class: "stack" },
        whole(seat, "proposals")
          .reverse()
          .map((each) => proposal(seat, each)),
      ),
      earlier(seat, "proposals"),
      now.may.say && brief.promisable.length > 0 && proposing(seat, others),
    ),
  ];
}

/** How much waits for this side: proposals to answer, and messages that nobody has looked at. */
export function waitingFor(seat) {
  const { proposals, messages } = seat.line.frames.sheet;
  const heard = Number(seat.kept("heard") || 0);
  const unread = messages.filter((each) => each.place >= heard && !each.mine);
  return proposals.filter((each) => each.may.sign).length + unread.length;
}

/** The messages are in view. */
export function looked(seat) {
  seat.keep("heard", String(count(seat, "messages")));
}

// -- what has no room in a sheet -----------------------------------------------------------------

/** How many there are, here or not. */
function count(seat, what) {
  const { sheet } = seat.line.frames;
  return sheet[`${what}_before`] + sheet[what].length;
}

/** All that is here of messages or proposals: those of the sheet, and what was asked for beside it. */
function whole(seat, what) {
  const { sheet } = seat.line.frames;
  const asked = seat.reread[what];
  const here = new Set(sheet[what].map((each) => each.place));
  const mended = sheet[what].map((each) => (each.cut && asked.get(each.place)) || each);
  const older = [...asked.values()].filter(
    ({ place }) => !here.has(place) && place < count(seat, what),
  );
  return [...older, ...mended].sort((one, other) => one.place - other.place);
}

/** The way to what is cut or left out; it comes page by page. */
function earlier(seat, what) {
  if (whole(seat, what).filter((each) => !each.cut).length === count(seat, what)) return null;
  return h(
    "button",
    { class: "plain", key: `earlier ${what}`, onclick: () => read(seat, what) },
    _("Read what is older, and what is told in short here"),
  );
}

function read(seat, what, first = 0) {
  seat.line.ask("reread", { what, first }).then((answer) => {
    if (!answer.ok) return seat.tell(answer.says, true);
    for (const each of answer.data[what]) seat.reread[what].set(each.place, each);
    if (answer.data.next !== null) read(seat, what, answer.data.next);
    seat.draw();
  });
}

const sign = (seat, id) => {
  const side = seat.line.frames.sheet.sides.find((each) => each.id === id);
  return side ? badge(side) : null;
};

function message(seat, of) {
  return h(
    "li",
    { class: of.mine ? "message mine" : "message" },
    h("p", { class: "row small muted" }, sign(seat, of.author), of.heading),
    h("p", { class: "text" }, of.text),
  );
}

/** Ask, and say what came of it; true if it was done. */
function send(seat, form, type, fields) {
  return seat.line.ask(type, fields).then((answer) => {
    seat.open[`refused ${type}`] = answer.ok ? "" : answer.says;
    seat.tell(answer.ok ? _("Sent.") : answer.says, !answer.ok);
    if (answer.ok && form) form.reset();
    seat.draw();
    return answer.ok;
  });
}

const refusal = (seat, type) =>
  seat.open[`refused ${type}`] &&
  h("p", { class: "notice grave", key: "refused" }, seat.open[`refused ${type}`]);

function writing(seat, others) {
  const post = (event) => {
    event.preventDefault();
    const form = event.target;
    const to = [...form.elements.to].filter((box) => box.checked).map((box) => box.value);
    if (form.elements.text.value.trim())
      send(seat, form, "say", { to, text: form.elements.text.value });
  };
  return h(
    "form",
    { class: "near", onsubmit: post, key: "writing" },
    h(
      "fieldset",
      {},
      h("legend", { class: "small" }, _("To (nobody chosen: to everybody, in public)")),
      h(
        "div",
        { class: "row" },
        others.map((side) =>
          h(
            "label",
            { class: "choice", key: side.id },
            h("input", { type: "checkbox", name: "to", value: side.id }),
            side.name,
          ),
        ),
      ),
    ),
    h("label", {}, _("Message"), h("textarea", { name: "text", rows: 2, maxlength: 2000 })),
    refusal(seat, "say"),
    h("button", { type: "submit" }, _("Send")),
  );
}

// -- proposals -----------------------------------------------------------------------------------

function proposal(seat, of) {
  const clause = (each) =>
    h("li", {}, each.says, each.outcome && h("span", { class: "small muted" }, ` ${each.outcome}`));
  const answer = (isSigned) => () =>
    send(seat, null, "reply", { proposal: of.number, sign: isSigned });
  const withdraw = () => send(seat, null, "withdraw", { proposal: of.number });
  return h(
    "li",
    {
      class: of.may.sign ? "proposal near awaited" : "proposal near",
      key: `${of.turn} ${of.author} ${of.number}`,
    },
    h("p", { class: "row" }, sign(seat, of.author), h("strong", {}, of.title)),
    h("ul", { class: "dots" }, clause(of.give), clause(of.ask)),
    of.text && h("p", { class: "text" }, `“${of.text}”`),
    h("p", { class: "small muted" }, of.says),
    h(
      "div",
      { class: "row" },
      of.may.sign && h("button", { class: "main", onclick: answer(true) }, _("Sign")),
      of.may.sign && h("button", { onclick: answer(false) }, _("Decline")),
      of.may.withdraw && h("button", { onclick: withdraw }, _("Withdraw")),
    ),
    refusal(seat, "reply"),
  );
}

function proposing(seat, others) {
  const { now, brief } = seat.line.frames;
  const partner = seat.open.partner || others[0].id;
  const post = (event) => {
    event.preventDefault();
    const { elements } = event.target;
    const vow = (name) => {
      const [sense, ...what] = elements[`${name} what`].value.split(" ");
      return { sense, what: what.join(" "), until: Number(elements[`${name} until`].value) };
    };
    const fields = {
      to: partner,
      give: vow("give"),
      ask: vow("ask"),
      public: elements.public.checked,
    };
    send(seat, event.target, "propose", { ...fields, text: elements.text.value });
  };
  const choose = (event) => {
    seat.open.partner = event.target.value;
    seat.draw();
  };
  const name = (others.find((side) => side.id === partner) || others[0]).name;
  return h(
    "details",
    { class: "near", key: "proposing" },
    h("summary", {}, _("Propose something")),
    h(
      "form",
      { class: "stack", onsubmit: post },
      h(
        "label",
        {},
        _("To"),
        h(
          "select",
          { name: "to", onchange: choose },
          others.map((side) =>
            h("option", { value: side.id, selected: side.id === partner, key: side.id }, side.name),
          ),
        ),
      ),
      promise(seat, "give", brief.role.id, _("I promise")),
      promise(seat, "ask", partner, fill(_("{side} promises"), { side: name })),
      h(
        "label",
        { class: "choice" },
        h("input", { type: "checkbox", name: "public" }),
        _("In public, once it is signed"),
      ),
      h(
        "label",
        {},
        _("A few words with it"),
        h("input", { type: "text", name: "text", maxlength: 2000, autocomplete: "off" }),
      ),
      refusal(seat, "propose"),
      h("button", { type: "submit", class: "main" }, fill(_("Propose to {side}"), { side: name })),
    ),
  );
}

function promise(seat, name, maker, title) {
  const { now, brief } = seat.line.frames;
  const group = (sense, label) =>
    h(
      "optgroup",
      { label, key: sense },
      brief.promisable
        .filter((each) => each.actor === maker && each.sense === sense)
        .map((each) => h("option", { value: `${sense} ${each.what}`, key: each.what }, each.label)),
    );
  const turns = Array.from({ length: now.turns - now.turn + 1 }, (_item, k) => now.turn + k);
  const usual = Math.min(USUAL_TURNS, turns.length - 1);
  return h(
    "fieldset",
    { class: "near", key: `${name} ${maker}` },
    h("legend", {}, title),
    h(
      "label",
      {},
      h("span", { class: "aloud" }, title, " "),
      _("What"),
      h(
        "select",
        { name: `${name} what`, required: true },
        h("option", { value: "", key: "none" }, _("Choose …")),
        group("do", _("to do")),
        group("refrain", _("to refrain from")),
      ),
    ),
    h(
      "label",
      {},
      h("span", { class: "aloud" }, title, " "),
      _("Up to and in turn"),
      h(
        "select",
        { name: `${name} until` },
        turns.map((turn, k) => h("option", { value: turn, selected: k === usual, key: turn }, turn)),
      ),
    ),
  );
}
