// Before the host knows that it is the teacher: the secret is typed, never part of an address.

import { h } from "./dom.js";
import { preferences } from "./prefs.js";
import { _ } from "./words.js";

/** One field. */
export function door(desk) {
  const { line, fault } = desk;
  const says = fault || (line.refusal && line.refusal.says) || "";
  const enter = (event) => {
    event.preventDefault();
    desk.enter(event.target.elements.secret.value.replace(/\s/g, "").toLowerCase());
  };
  const isWaiting = line.state === "connecting" || line.state === "lost" || line.state === "open";
  const lost = line.trouble();
  return h(
    "form",
    { class: "panel stack", onsubmit: enter, novalidate: true },
    h("h1", {}, _("Teacher")),
    h(
      "p",
      { class: "muted" },
      _(
        "Type or paste the secret that the host showed when the class began: its terminal prints it once, its window copies it. It is also in a file there, whose name stands below it.",
      ),
    ),
    says && h("p", { class: "notice grave", id: "refusal", role: "alert" }, says),
    lost && h("p", { class: "notice grave" }, h("strong", {}, `${lost.owner}: `), lost.says),
    h(
      "label",
      {},
      _("The teacher's secret"),
      h("input", {
        type: "password",
        name: "secret",
        autocomplete: "off",
        spellcheck: "false",
        required: true,
        ...(says ? { "aria-describedby": "refusal", "aria-invalid": "true" } : {}),
      }),
    ),
    h(
      "button",
      { class: "main", type: "submit", disabled: isWaiting && !lost },
      isWaiting ? _("One moment …") : _("Open the class"),
    ),
    h("p", { class: "muted small" }, _("This tab keeps it until it is closed.")),
    h("details", {}, h("summary", {}, _("Display")), preferences()),
  );
}
