// What a command needs to know first: which event, what to say, which turn; and the keys.

import { h } from "./dom.js";
import { keep, kept } from "./prefs.js";
import { exportClass } from "./teacher_export.js";
import { projector } from "./teacher_grid.js";
import { KEYS_OFF, keys } from "./teacher_verbs.js";
import { _, fill } from "./words.js";

/** The panel that is open, if one is. */
export function panel(desk) {
  const { may } = desk.line.frames.class;
  const found = {
    inject: may.inject && inject,
    say,
    export: take,
    rewind: may.rewind && desk.table && rewind,
    keys: more,
  }[desk.panel];
  if (!found) return null;
  return h(
    "section",
    { class: "panel stack", id: "panel", key: `panel ${desk.panel}` },
    found(desk),
    h(
      "button",
      { class: "plain", onclick: () => desk.open(desk.panel) },
      _("Close"),
      h("kbd", {}, "Esc"),
    ),
  );
}

/** All tables, or the one that is looked at. */
function whichTables(desk) {
  return h(
    "label",
    {},
    _("Where"),
    h(
      "select",
      { name: "tables" },
      h("option", { value: "" }, _("All tables")),
      desk.line.frames.class.tables.map(({ table }) =>
        h(
          "option",
          { key: table, value: table, selected: table === desk.table },
          fill(_("Table {table}"), { table }),
        ),
      ),
    ),
  );
}

const chosen = (form) => (form.elements.tables.value ? [Number(form.elements.tables.value)] : []);

function inject(desk) {
  const { injects } = desk.line.frames.class;
  const put = (event, label) => (click) => {
    click.preventDefault();
    desk.act(
      "inject",
      { event, tables: chosen(click.target.form) },
      fill(_("“{label}” will happen as the next turn begins."), { label }),
    );
  };
  return h(
    "form",
    { class: "stack" },
    h("h2", {}, _("Have something happen")),
    h(
      "p",
      { class: "small muted" },
      _("Prepared by the scenario; it comes as the next turn begins."),
    ),
    whichTables(desk),
    injects.map(({ event, label, text }) =>
      h(
        "div",
        { class: "near choice", key: event },
        h("h3", {}, label),
        text && h("p", { class: "small" }, text),
        h("button", { onclick: put(event, label) }, _("Inject …")),
      ),
    ),
  );
}

function say(desk) {
  const post = (event) => {
    event.preventDefault();
    const { elements } = event.target;
    const text = elements.text.value.trim();
    if (text) desk.act("say", { text, tables: chosen(event.target) }, _("Said."));
    else elements.text.focus();
  };
  return h(
    "form",
    { class: "stack", onsubmit: post },
    h("h2", {}, _("Say something to students")),
    whichTables(desk),
    h(
      "label",
      {},
      _("Words; what goes to all tables stands on the projector too"),
      h("textarea", { name: "text", rows: 3, maxlength: 500 }),
    ),
    h("button", { type: "submit" }, _("Say it")),
  );
}

/** The class as files. */
function take(desk) {
  const post = (event) => {
    event.preventDefault();
    exportClass(desk, event.target.elements.messages.checked);
  };
  return h(
    "form",
    { class: "stack", onsubmit: post },
    h("h2", {}, _("The class as files")),
    h(
      "p",
      { class: "small muted" },
      _(
        "What was decided, what came of it, and answers, as tables for a spreadsheet. Nobody is named in it.",
      ),
    ),
    h(
      "label",
      { class: "row keys-too" },
      h("input", { type: "checkbox", name: "messages" }),
      _("With what students wrote to each other; only if they agreed"),
    ),
    h("button", { type: "submit" }, _("Save the zip")),
  );
}

/** Which turn the chosen table takes again. */
function rewind(desk) {
  const { table } = desk;
  const { tables, turn: begun } = desk.line.frames.class; // a table may have done the class's turn
  const last = Math.min(tables.find((each) => each.table === table).turn, begun);
  const post = (event) => {
    event.preventDefault();
    const turn = Number(event.target.elements.turn.value);
    desk.act(
      "rewind",
      { table, turn },
      fill(_("Table {table} takes turn {turn} again. The old course is kept."), { table, turn }),
    );
  };
  const turns = Array.from({ length: last }, (_turn, k) => last - k);
  return h(
    "form",
    { class: "stack", onsubmit: post },
    h("h2", {}, fill(_("Table {table}: take a turn again"), { table })),
    h(
      "p",
      { class: "small muted" },
      _(
        "A new branch begins at that turn. What was played is kept, and the debrief can compare both.",
      ),
    ),
    h(
      "label",
      {},
      _("Turn"),
      h(
        "select",
        { name: "turn" },
        turns.map((turn) => h("option", { key: turn, value: turn }, turn)),
      ),
    ),
    h("button", { type: "submit" }, _("Take it again …")),
  );
}

/** Rarer things, and every key. */
function more(desk) {
  const room = desk.line.frames.class;
  const clock = (event) => {
    const minutes = Number(event.target.value) || null;
    desk.act(
      "clock",
      { minutes },
      minutes
        ? fill(_("From the next turn on, turns last {minutes} minutes."), { minutes })
        : _("From the next turn on there is no clock."),
    );
  };
  const lengths = [...new Set([1, 2, 3, 4, 5, 7, 10, 15, 20, room.minutes || 5])].sort(
    (one, other) => one - other,
  );
  const names = () =>
    desk.act(
      "show_names",
      { on: !room.names_shown },
      room.names_shown
        ? _("The projector shows no names.")
        : _("The projector shows who sits where."),
      ["show_names", { on: room.names_shown }],
    );
  const off = (event) => {
    keep(KEYS_OFF, event.target.checked ? "" : "yes");
    desk.draw();
  };
  return [
    h("h2", {}, _("More")),
    h(
      "label",
      {},
      _("A turn lasts, from the next on"),
      h(
        "select",
        { onchange: clock, value: room.minutes || "" },
        h("option", { value: "" }, _("As long as it takes")),
        lengths.map((minutes) =>
          h("option", { key: minutes, value: minutes }, fill(_("{minutes} min"), { minutes })),
        ),
      ),
    ),
    h(
      "button",
      { onclick: names },
      room.names_shown
        ? _("Hide names on the projector")
        : _("Show on the projector who sits where"),
    ),
    projector(),
    h(
      "details",
      {},
      h("summary", {}, _("The projector on another computer")),
      h(
        "p",
        { class: "small" },
        fill(_("Open {address}/projector there and type:"), {
          address: room.addresses[0] || location.origin,
        }),
      ),
      h("p", { class: "small token" }, room.projector),
    ),
    h("h2", {}, _("Keys")),
    h(
      "label",
      { class: "row keys-too" },
      h("input", { type: "checkbox", checked: !kept(KEYS_OFF), onchange: off }),
      _("Commands by a single key"),
    ),
    h(
      "dl",
      { class: "keys small" },
      keys(desk).map(([key, says]) => [
        h("dt", { key: `${key} key` }, h("kbd", {}, key)),
        h("dd", { key: `${key} says` }, says),
      ]),
    ),
  ];
}
