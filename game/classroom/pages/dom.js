// What a page shows, described anew each time and changed only where it differs: so focus, scrolling
// and what is being typed stay as they are. Texts become text nodes; nothing is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = ["checked", "disabled", "hidden", "open", "selected", "value"];

/** An element to be shown: h("p", {class: "muted"}, "Hello"); `key` tells it from its siblings. */
export function h(tag, traits, ...inside) {
  return { tag, traits: traits || {}, inside };
}

/** Shows exactly this inside of a place. */
export function show(place, ...inside) {
  const focused = document.activeElement;
  patch(place, inside);
  if (focused && focused !== document.activeElement && focused.isConnected) focused.focus();
}

function patch(place, inside) {
  const wanted = inside.flat(9).filter((item) => item || item === 0);
  const keyed = new Map();
  const keys = new Set(wanted.map(keyOf));
  for (const node of [...place.childNodes]) {
    const key = keyOf(node);
    if (key === undefined) continue;
    if (keys.has(key)) keyed.set(key, node);
    else node.remove();
  }
  let at = place.firstChild;
  for (const item of wanted) {
    const node = found(item, keyed.get(keyOf(item)) || at) || made(item, place);
    if (node === at) at = at.nextSibling;
    else place.insertBefore(node, at);
    if (item.tag) dress(node, item);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

const keyOf = (item) => item.traits && item.traits.key;

/** The node, if it can become what is wanted. */
function found(item, node) {
  if (!node) return null;
  if (item.tag) {
    return node.localName === item.tag && keyOf(node) === keyOf(item) ? node : null;
  }
  if (node.nodeType !== Node.TEXT_NODE) return null;
  if (node.data !== String(item)) node.data = item;
  return node;
}

function made(item, place) {
  if (!item.tag) return document.createTextNode(item);
  const isDrawing = item.tag === "svg" || place.namespaceURI === SVG;
  return isDrawing ? document.createElementNS(SVG, item.tag) : document.createElement(item.tag);
}

function dress(node, item) {
  const before = node.traits || {};
  for (const name of Object.keys({ ...before, ...item.traits })) {
    if (name !== "key" && before[name] !== item.traits[name]) put(node, name, item.traits[name]);
  }
  node.traits = item.traits;
  patch(node, item.inside);
  if (node.localName === "select" && "value" in item.traits) node.value = item.traits.value;
}

function put(node, name, value) {
  if (name.startsWith("on")) node[name] = value || null;
  else if (PROPERTIES.includes(name)) node[name] = value === undefined ? "" : value;
  else if (value === undefined || value === null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}
