// How somebody wants to read: light or dark, and how large. Kept in this browser.

import { h } from "./dom.js";
import { _, fill } from "./words.js";

const SIZES = [100, 125, 150, 200];
const asked = window.matchMedia("(prefers-color-scheme: light)");

/** What this browser keeps under a name; nothing where it may keep nothing. */
export function kept(name) {
  try {
    return localStorage.getItem(`standoff ${name}`) || "";
  } catch (problem) {
    return "";
  }
}

/** Keep it; "" forgets it. */
export function keep(name, value) {
  try {
    if (value) localStorage.setItem(`standoff ${name}`, value);
    else localStorage.removeItem(`standoff ${name}`);
  } catch (problem) {
    // a private window keeps nothing; the page works without
  }
}

/** Dress the page as is wished, now and when the device changes its mind. */
export function dressUp() {
  const theme = kept("theme") || (asked.matches ? "light" : "dark");
  document.documentElement.dataset.theme = theme;
  document.documentElement.style.fontSize = `${kept("size") || 100}%`;
}
asked.addEventListener("change", dressUp);
dressUp();

/** Two choices to be made: colours and size of the text. */
export function preferences() {
  const choose = (name) => (event) => {
    keep(name, event.target.value);
    dressUp();
    window.dispatchEvent(new Event("resize"));
  };
  const themes = { "": _("As the device"), dark: _("Dark"), light: _("Light") };
  const options = (all, now) =>
    all.map(([value, words]) => h("option", { value, selected: value === now }, words));
  const sizes = SIZES.map((size) => [String(size), fill(_("{number} %"), { number: size })]);
  return h(
    "div",
    { class: "stack" },
    h(
      "label",
      {},
      _("Colours"),
      h("select", { onchange: choose("theme") }, options(Object.entries(themes), kept("theme"))),
    ),
    h(
      "label",
      {},
      _("Size of the text"),
      h("select", { onchange: choose("size") }, options(sizes, kept("size") || "100")),
    ),
  );
}
