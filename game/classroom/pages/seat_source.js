// What a text or a figure rests on: who says it, or why it was assumed. Fetched when first asked for.

import { h } from "./dom.js";
import { _, fill } from "./words.js";

let claims = null;

/** A line that unfolds; nothing where there is no ground. */
export function footnote(seat, name, ground) {
  const { sources = [], assumption = null } = ground || {};
  if (!sources.length && !assumption) return null;
  const unfold = (event) => {
    seat.open[`source ${name}`] = event.target.open;
    if (event.target.open && !claims) fetchClaims(seat);
    seat.draw();
  };
  const isOpen = Boolean(seat.open[`source ${name}`]);
  const label = sources.length
    ? fill(_("Sources: {count}"), { count: sources.length })
    : _("Assumed");
  return h(
    "details",
    { class: "footnote small", open: isOpen, ontoggle: unfold },
    h("summary", { class: "muted" }, label),
    isOpen && sources.map((address) => claim(address)),
    isOpen && assumption && h("p", {}, fill(_("Why this figure: {why}"), { why: assumption })),
  );
}

function claim(address) {
  const known = (claims || {})[address];
  return h("p", {}, known || (claims && claims.missing ? address : _("One moment …")));
}

function fetchClaims(seat) {
  claims = {};
  fetch("/claims.json")
    .then((response) => response.json())
    .then((found) => {
      claims = { ...found, missing: true };
    })
    .catch(() => {
      claims = null;
    })
    .then(seat.draw);
}
