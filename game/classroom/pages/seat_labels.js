// Where words stand on a map, so that none runs into a sign, a dot, another word or the edge: of a
// few places around each point the first that is free.

const LEAST = 200; // px of width below which a drawing's figures tell nothing
const pen = document.createElement("canvas").getContext("2d");

const GAPS = {
  right: [1, 0, "start"],
  left: [-1, 0, "end"],
  below: [0, 1, "middle"],
  above: [0, -1, "middle"],
};

/** How long words are, in a weight. */
function lengthOf(words, weight, size) {
  pen.font = `${weight} ${size}px Inter, system-ui, sans-serif`;
  return pen.measureText(words).width + 4; // with the halo around letters
}

/**
 * The room that is left in a drawing.
 *
 * taken: boxes in which something stands already. margin: how far words may leave it at the sides.
 */
export class Room {
  constructor({ width, height }, margin, size, taken) {
    this.edges = { left: -margin, right: Math.max(width, LEAST) + margin, top: 0, bottom: height };
    this.size = size;
    this.line = size + 2;
    this.taken = taken;
  }

  /** The box, if it is free; from then on it is taken. */
  take(box) {
    const { left, right, top, bottom } = this.edges;
    const isIn = box.left > left && box.right < right && box.top > top && box.bottom < bottom;
    if (!isIn || this.taken.some((other) => meet(box, other))) return null;
    this.taken.push(box);
    return box;
  }

  /**
   * Lines of words beside a point, or null where there is no room.
   *
   * shapes: ways to break the words into lines, the best first. side: where they would rather be.
   * reach: how far from the point they begin.
   */
  beside([east, south], shapes, { side, reach, weight = 500 }) {
    for (const name of [side, ...Object.keys(GAPS)].filter((each) => each in GAPS)) {
      for (const lines of shapes) {
        const [right, down, anchor] = GAPS[name];
        const wide = Math.max(...lines.map((line) => lengthOf(line, weight, this.size)));
        const half = (this.line * lines.length) / 2;
        const at = east + right * reach;
        const middle = south + down * (reach + half);
        const left = at - { start: 0, middle: wide / 2, end: wide }[anchor];
        const box = { left, right: left + wide, top: middle - half, bottom: middle + half };
        const y = box.top + this.line / 2;
        if (this.take(box)) return { lines, x: at, y, step: this.line, anchor };
      }
    }
    return null;
  }

  /** Words around a point, moved up and down, and then aside, until they are free; or null. */
  around([x, y], words) {
    const half = lengthOf(words, 500, this.size) / 2;
    for (const aside of [0, -1, 1, -2, 2]) {
      for (const step of [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6]) {
        const [a, b] = [x + aside * half, y + (step * this.line) / 2];
        if (this.take({ left: a - half, right: a + half, top: b - 8, bottom: b + 8 })) {
          return { x: a, y: b };
        }
      }
    }
    return null;
  }
}

const meet = (one, other) =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;

/** The box around a point. */
export const boxOf = ([x, y], half) => ({
  left: x - half,
  right: x + half,
  top: y - half,
  bottom: y + half,
});
