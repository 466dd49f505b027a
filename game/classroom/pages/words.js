// The texts of the pages in the language of the host. The host finds them in the scripts, so each
// stands there as a plain literal with named gaps: fill(_("Turn {turn}"), {turn: 3}).

const texts = {};

/** Done when the texts are there; without them the pages speak English. */
export const words = fetch("/words.json")
  .then((response) => response.json())
  .then((found) => Object.assign(texts, found))
  .catch(() => texts);

/** The text in the language of the host. */
export function _(text) {
  return texts[text] || text;
}

/** The text with its gaps filled in. */
export function fill(text, gaps) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => (name in gaps ? gaps[name] : gap));
}
