// How things stand: quantities with how sure they are, the other sides, open commitments.

import { h } from "./dom.js";
import { footnote } from "./seat_source.js";
import { badge, icon } from "./signs.js";
import { _, fill } from "./words.js";

/** The grey of a rung: the nine shades are spread over however many there are. */
export const shade = (number, count) =>
  `rung-${1 + Math.round((number * 8) / Math.max(count - 1, 1))}`;

/** What people have suffered: always there, never points. */
export function harm(sheet) {
  return sheet.harm.map((text) => h("p", { class: "harm", key: text }, icon("harm"), " ", text));
}

/** Quantities, those of the world first, then one's own, then the others'. */
export function situation(seat) {
  const { brief, sheet } = seat.line.frames;
  const own = brief.role ? brief.role.id : "";
  const rank = (group) => (group.owner === "" ? 0 : group.owner === own ? 1 : 2);
  const groups = [...sheet.groups].sort((one, other) => rank(one) - rank(other));
  return [
    sheet.goals &&
      h(
        "p",
        { key: "goals", class: "panel" },
        fill(_("Your own goals: {goals}"), { goals: sheet.goals }),
      ),
    groups.map((group) =>
      h(
        "details",
        { class: "panel", key: `group ${group.owner}`, open: rank(group) < 2 },
        h("summary", {}, h("h2", { class: "inline" }, group.name)),
        h(
          "ul",
          { class: "quantities" },
          group.quantities.map((each) => quantity(seat, each)),
        ),
      ),
    ),
  ];
}

function quantity(seat, of) {
  const ground = seat.line.frames.brief.quantities[of.id];
  return h(
    "li",
    { key: of.id, class: "quantity" },
    h(
      "p",
      { class: "row between" },
      h("span", {}, of.harm && icon("harm"), of.harm && " ", of.label),
      h("span", { class: "strong" }, of.value, of.change && ` (${of.change})`),
    ),
    gauge(of),
    h(
      "div",
      { class: "small muted" },
      of.certainty !== "exact" && h("p", {}, of.certainty_says),
      of.aim && h("p", {}, of.aim),
      footnote(seat, of.id, ground),
    ),
  );
}

/** Where it lies between its ends, as far as that is known; the figures say the same. */
function gauge(of) {
  const { value, low, high, range } = of.numbers;
  const at = (amount) => (100 * (amount - range[0])) / (range[1] - range[0] || 1);
  const width = Math.max(at(high) - at(low), 0.8);
  return h(
    "svg",
    { class: "gauge", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
    h("rect", { class: "track", x: 0, y: 1, width: 100, height: 2 }),
    h("rect", { class: "band", x: at(low).toFixed(1), y: 1, width: width.toFixed(1), height: 2 }),
    h("rect", { class: "mark", x: (at(value) - 0.4).toFixed(1), y: 0, width: 0.8, height: 4 }),
  );
}

/** The others, as far as one knows them. */
export function sides(seat) {
  const { sheet } = seat.line.frames;
  const last = (side) =>
    [side.deed && fill(_("Did: {deed}"), side), side.word && fill(_("Said: {word}"), side)].filter(
      Boolean,
    );
  return h(
    "section",
    { class: "panel stack", key: "sides" },
    h("h2", {}, _("The sides")),
    sheet.sides.map((side) =>
      h(
        "div",
        { class: "near", key: side.id },
        h(
          "h3",
          { class: "row" },
          badge(side),
          side.name,
          h("span", { class: "muted small" }, side.player),
        ),
        h(
          "ul",
          { class: "small" },
          [...side.lines, ...last(side)].map((text) => h("li", {}, text)),
        ),
      ),
    ),
  );
}

/** Who has bound itself in public. */
export function pledges(sheet) {
  return (
    sheet.pledges.length > 0 &&
    h(
      "section",
      { class: "panel near", key: "pledges" },
      h("h2", {}, _("Demands and threats in the open")),
      h(
        "ul",
        { class: "dots" },
        sheet.pledges.map((each) => h("li", { key: each.id }, each.says)),
      ),
    )
  );
}
