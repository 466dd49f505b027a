// The tables of a class on the wall: their ladders side by side, what was in the news, who sits where.

import { h } from "./dom.js";
import { shade } from "./seat_state.js";
import { badge } from "./signs.js";
import { _, fill } from "./words.js";

const AT_ONCE = 6; // headlines
const MOST_NAMED = 6; // tables; of more only the number is said
const SECONDS = 12; // until the next ones

/** A column a table, filled up to where it stands; the rungs are named once. */
export function ladders(room) {
  const { ladder, tables } = room;
  const rungs = ladder.map((rung, number) => ({ ...rung, number })).reverse();
  const cell = (number) => (table) => {
    const isHere = table.rung === number;
    const filled = table.rung > number ? "below" : "";
    return h(
      "td",
      { key: table.table, class: isHere ? `here ${shade(number, ladder.length)}` : filled },
      isHere && h("span", { class: "aloud" }, fill(_("table {table}"), table)),
    );
  };
  const awaited = tables.filter((table) => table.phase === "planning");
  return h(
    "section",
    { class: "ladders" },
    h(
      "table",
      { "aria-label": _("Where the tables stand on the ladder") },
      h(
        "tbody",
        {},
        rungs.map((rung) =>
          h(
            "tr",
            { key: rung.id },
            h("th", { scope: "row" }, `${rung.number + 1} ${rung.label}`),
            tables.map(cell(rung.number)),
          ),
        ),
      ),
      tables.length > 1 &&
        h(
          "tfoot",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "row" }, _("Table")),
            tables.map((table) => h("td", { key: table.table }, table.table)),
          ),
        ),
    ),
    h(
      "p",
      { class: "muted" },
      awaited.length === 0
        ? _("All have decided.")
        : awaited.length === tables.length
          ? _("Decisions are being made.")
          : fill(_("Tables still deciding: {tables}"), {
              tables: awaited.map((table) => table.table).join(", "),
            }),
    ),
  );
}

/** Public news, the same at several tables only once; a few at a time. */
export function headlines(room) {
  const found = new Map();
  for (const table of room.tables) {
    for (const { headline, actor } of table.news) {
      const side = room.sides.find((each) => each.id === actor);
      const known = found.get(`${actor} ${headline}`) || { headline, side, tables: [] };
      found.set(`${actor} ${headline}`, { ...known, tables: [...known.tables, table.table] });
    }
  }
  const all = [...found.values()].sort((one, other) => other.tables.length - one.tables.length);
  const pages = Math.ceil(all.length / AT_ONCE);
  const page = Math.floor(Date.now() / 1000 / SECONDS) % Math.max(pages, 1);
  return h(
    "section",
    { class: "news" },
    h(
      "h2",
      {},
      _("In the news"),
      pages > 1 && h("span", { class: "muted" }, ` ${page + 1} / ${pages}`),
    ),
    all.length
      ? h(
          "ul",
          {},
          all
            .slice(page * AT_ONCE, (page + 1) * AT_ONCE)
            .map(({ headline, side, tables }) =>
              h(
                "li",
                { key: `${side && side.id} ${headline}` },
                h("p", {}, headline),
                h(
                  "p",
                  { class: "muted" },
                  side && badge(side),
                  side && ` ${side.short} · `,
                  where(room, tables),
                ),
              ),
            ),
        )
      : h("p", { class: "muted" }, _("No news yet.")),
  );
}

/** "tables: 1, 4" */
function where(room, tables) {
  if (room.tables.length === 1) return "";
  if (room.tables.length === tables.length) return _("all tables");
  if (tables.length > MOST_NAMED) return fill(_("{count} tables"), { count: tables.length });
  return tables.length === 1
    ? fill(_("table {table}"), { table: tables[0] })
    : fill(_("tables: {tables}"), { tables: tables.join(", ") });
}

/** The sides, as everybody knows them. */
export function roles(room) {
  return h(
    "ul",
    { class: "roles" },
    room.sides.map((side) =>
      h("li", { key: side.id }, h("h2", {}, badge(side), " ", side.name), h("p", {}, side.public)),
    ),
  );
}

/** Who sits where, while the teacher shows it. */
export function people(room) {
  const tables = room.tables.filter((table) => table.people.length);
  const one = ({ name, role }) => (role ? fill(_("{name}: {role}"), { name, role }) : name);
  return (
    tables.length > 0 &&
    h(
      "section",
      { class: "people" },
      tables.map((table) =>
        h(
          "div",
          { key: table.table },
          h("h2", {}, fill(_("Table {table}"), table)),
          h(
            "ul",
            {},
            table.people.map((each) => h("li", { key: each.name }, one(each))),
          ),
        ),
      ),
    )
  );
}
