// All tables' paths on the ladder: turns from left to right, rungs from below. Behind them thousands of
// simulated worlds as a fan, and what was recorded as a lane. On the projector and for the teacher.

import { h } from "./dom.js";
import { shade } from "./seat_state.js";
import { _, fill } from "./words.js";

const WIDTH = 1200;
const HEIGHT = 740;
const LETTER = 14.5; // how wide one is in the names of rungs, at most
const RIGHT = 140; // for the numbers of tables
const MOST_NUMBERS = 4; // of more tables that end together the rest is counted
const BOTTOM = 52;
// Last those of the first two sides, so that hardly a table's line is taken for a side's.
const COLOURS = ["blue", "brown", "pink", "green", "grey", "yellow", "sky", "orange"];

/**
 * The picture.
 *
 * ladder: the names of rungs, low first. of: the frame `debrief`. strong: the tables that are talked
 * about; empty: all. turn: the turn that is talked about, or null.
 */
export function paths(ladder, of, strong = [], turn = null) {
  const scale = scaleOf(ladder, of.turns);
  const isStrong = ({ table }) => !strong.length || strong.includes(table);
  return h(
    "svg",
    { class: "paths", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": told(of) },
    turn &&
      h("rect", {
        class: "moment",
        x: scale.x(turn - 1),
        y: 0,
        width: scale.x(turn) - scale.x(turn - 1),
        height: HEIGHT - BOTTOM,
      }),
    ladder.map((name, rung) => rungOf(scale, name, rung, ladder.length)),
    Array.from({ length: of.turns }, (_turn, k) =>
      h(
        "text",
        { class: "turn", key: `turn ${k}`, x: (scale.x(k) + scale.x(k + 1)) / 2, y: HEIGHT - 22 },
        k + 1,
      ),
    ),
    of.fan && fan(scale, of.fan.bands),
    of.history && lane(scale, of.history.path),
    [...of.tables]
      .sort((one, other) => isStrong(one) - isStrong(other))
      .map((table) => path(scale, of, table, isStrong(table))),
    ends(scale, of.tables, of.tables.filter(isStrong)),
  );
}

/** Below the picture: what is drawn how. */
export function legend(of) {
  return h(
    "ul",
    { class: "legend" },
    of.fan &&
      h(
        "li",
        { key: "fan" },
        h("span", { class: "swatch fan", "aria-hidden": "true" }),
        of.fan.says,
      ),
    of.history &&
      h(
        "li",
        { key: "lane" },
        h("span", { class: "swatch lane", "aria-hidden": "true" }),
        of.history.says,
      ),
    of.tables.some(isPlayedOn) &&
      h(
        "li",
        { key: "rest" },
        h("span", { class: "swatch rest", "aria-hidden": "true" }),
        _("Up to the ring people decided; then the program played on."),
      ),
  );
}

const isPlayedOn = (table) => table.decided < table.path.length;

function scaleOf(ladder, turns) {
  const height = (HEIGHT - BOTTOM) / ladder.length;
  const left = 60 + LETTER * Math.max(...ladder.map((name) => name.length));
  return {
    height,
    x: (turn) => left + (turn * (WIDTH - left - RIGHT)) / Math.max(turns, 1),
    y: (rung) => HEIGHT - BOTTOM - (rung + 0.5) * height,
  };
}

function rungOf(scale, name, rung, count) {
  const y = scale.y(rung);
  return h(
    "g",
    { key: `rung ${rung}` },
    h("rect", {
      class: shade(rung, count),
      x: 0,
      y: y - 0.4 * scale.height,
      width: 12,
      height: 0.8 * scale.height,
    }),
    h("path", { class: "grid", d: `M0 ${(y + scale.height / 2).toFixed(1)}H${WIDTH}` }),
    h("text", { class: "name", x: 22, y }, `${rung + 1} ${name}`),
  );
}

/** Where the middle half and the middle four fifths of simulated worlds were. */
function fan(scale, bands) {
  const edge = (name) => bands.map((band) => [scale.x(band.turn - 0.5), scale.y(band[name])]);
  const area = (low, high) => `M${[...edge(high), ...edge(low).reverse()].map(point).join("L")}Z`;
  return h(
    "g",
    { key: "fan" },
    h("path", { class: "fan", d: area("low", "high") }),
    h("path", { class: "fan", d: area("lower", "upper") }),
    h("path", { class: "middle", d: `M${edge("middle").map(point).join("L")}` }),
  );
}

const point = ([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`;

function lane(scale, rungs) {
  return h("path", { class: "lane", key: "lane", d: stairs(scale, rungs, 0) });
}

/** A line that stands still within a turn; where nothing is known, and before `from`, is a gap. */
function stairs(scale, rungs, aside, from = 0) {
  let isOn = false;
  return rungs
    .map((rung, k) => {
      if (rung === null || k < from) {
        isOn = false;
        return "";
      }
      const start = `${isOn ? "L" : "M"}${point([scale.x(k), scale.y(rung) + aside])}`;
      isOn = true;
      return `${start}H${scale.x(k + 1).toFixed(1)}`;
    })
    .join("");
}

/** Tables on the same rung run beside each other. What the program played alone is thin. */
function path(scale, of, table, isStrong) {
  const place = of.tables.indexOf(table);
  const gap = Math.min(7, (0.7 * scale.height) / of.tables.length);
  const aside = (place - (of.tables.length - 1) / 2) * gap;
  const dash = place >= COLOURS.length ? "14 7" : null;
  const { path: rungs, decided } = table;
  const [x, y] = [scale.x(decided), scale.y(rungs[Math.max(decided - 1, 0)]) + aside];
  const line = (part, d) => h("path", { class: `table ${part}`, "stroke-dasharray": dash, d });
  return h(
    "g",
    {
      class: isStrong ? colourOf(of.tables, table.table) : "weak",
      key: `table ${table.table}`,
    },
    line("", stairs(scale, rungs.slice(0, decided), aside)),
    isPlayedOn(table) && [
      line("rest", `M${point([x, y])}${stairs(scale, rungs, aside, decided).replace("M", "L")}`),
      h("circle", { class: "table", cx: x, cy: y, r: 9 }),
    ],
  );
}

const colourOf = (tables, number) =>
  COLOURS[tables.findIndex((each) => each.table === number) % COLOURS.length];

/** The numbers of tables where their paths end; those that end together stand together. */
function ends(scale, all, tables) {
  const spots = new Map();
  for (const { table, path: rungs } of tables) {
    const spot = `${rungs.length} ${rungs[rungs.length - 1]}`;
    spots.set(spot, [...(spots.get(spot) || []), table]);
  }
  return [...spots]
    .filter(([spot]) => !spot.endsWith("undefined"))
    .map(([spot, numbers]) => {
      const [turn, rung] = spot.split(" ").map(Number);
      const shown = numbers.length > MOST_NUMBERS ? numbers.slice(0, MOST_NUMBERS - 1) : numbers;
      return h(
        "text",
        { class: "end", key: `end ${spot}`, x: scale.x(turn) + 10, y: scale.y(rung) },
        shown.map((number, k) => [
          k > 0 && " ",
          h("tspan", { class: colourOf(all, number) }, number),
        ]),
        numbers.length > shown.length && ` +${numbers.length - shown.length}`,
      );
    });
}

/** The same in a sentence. */
function told(of) {
  const one = ({ table, path: rungs, decided }) =>
    fill(
      decided < rungs.length
        ? _("table {table}: {rungs} (people decided up to turn {decided})")
        : _("table {table}: {rungs}"),
      { table, decided, rungs: rungs.map((rung) => rung + 1).join(" ") },
    );
  return fill(_("Rungs turn by turn. {tables}"), { tables: of.tables.map(one).join("; ") });
}
