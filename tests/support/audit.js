// Hand-written rules of accessibility, for the page as it is now; a list of sentences, empty if all
// is well. A test is handed what this last expression is.
(() => {
  const faults = [];
  const isShown = (node) =>
    node.getClientRects().length > 0 && getComputedStyle(node).visibility === "visible";
  const shown = (wanted) => [...document.querySelectorAll(wanted)].filter(isShown);
  const words = (node) => (node.textContent || "").trim();
  const at = (node) =>
    `${node.localName}${node.id ? "#" + node.id : ""}${(node.className.baseVal ?? node.className) ? "." + (node.className.baseVal ?? node.className) : ""} “${words(node).slice(0, 40)}”`;

  // Every control has a name, and is large enough for a finger.
  const name = (node) => {
    const by = node.getAttribute("aria-labelledby");
    const labels = [...(node.labels || [])].map(words).join(" ");
    const other =
      by &&
      by
        .split(" ")
        .map((id) => words(document.getElementById(id)))
        .join(" ");
    const own = node.matches("button, a, summary, [role=tab]") ? words(node) : "";
    return node.getAttribute("aria-label") || other || labels || own;
  };
  const controls = shown("button, a[href], input, select, textarea, summary, [role=tab]");
  for (const node of controls) {
    if (!name(node)) faults.push(`${at(node)} has no name`);
    const spot = (node.matches("[type=radio], [type=checkbox]") && node.closest("label")) || node;
    const { width, height } = spot.getBoundingClientRect();
    const isAside = node.matches(".skip, .plain, summary");
    if (!isAside && Math.min(width, height) < 24) faults.push(`${at(node)} is small to hit`);
    if (node.tabIndex > 0) faults.push(`${at(node)} breaks the order of Tab`);
  }

  // The page has a language, a title, one main part, one first heading, and no step left out.
  if (!document.documentElement.lang) faults.push("the page has no language");
  if (!document.title) faults.push("the page has no title");
  if (shown("main").length !== 1) faults.push("there is not one main part");
  const levels = shown("h1, h2, h3, h4").map((node) => Number(node.localName[1]));
  if (levels.filter((level) => level === 1).length !== 1) faults.push("there is not one h1");
  levels.forEach((level, k) => {
    if (k && level > levels[k - 1] + 1) faults.push(`a heading is missing before an h${level}`);
  });
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`#${id} twice`);
  for (const node of document.querySelectorAll("[aria-controls], [aria-describedby]")) {
    for (const trait of ["aria-controls", "aria-describedby"]) {
      const id = node.getAttribute(trait);
      if (id && !document.getElementById(id)) faults.push(`${at(node)}: no #${id}`);
    }
  }

  // Nothing is wider than the window, and no text is cut off.
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) faults.push(`the page is ${wide} px too wide`);
  for (const node of shown("h1, h2, h3, p, li, button, label, legend, td, th, dt, dd, summary")) {
    const style = getComputedStyle(node);
    const isCut = style.overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1;
    if (isCut && !node.matches(".aloud, .scrolls")) faults.push(`${at(node)} is cut off`);
  }

  // Text stands out from what is behind it: 4.5 to 1, large text 3 to 1 (WCAG 1.4.3).
  const rgb = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const [r, g, b] = rgb(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let up = node; up; up = up.parentElement) {
      const colour = getComputedStyle(up).backgroundColor;
      const [, , , solid = 1] = rgb(colour);
      if (solid === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  for (const node of shown("body *")) {
    const hasText = [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    if (!hasText || node.namespaceURI.endsWith("svg") || node.closest(".aloud, .skip")) continue;
    const style = getComputedStyle(node);
    const [one, other] = [light(style.color), light(behind(node))].sort((a, b) => b - a);
    const isLarge = parseFloat(style.fontSize) >= 24;
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < (isLarge ? 3 : 4.5)) faults.push(`${at(node)}: contrast ${contrast.toFixed(1)}`);
  }
  return [...new Set(faults)];
})();
