// The connection to the host: it keeps its place, comes back by itself, and asks again what was not
// answered. `docs/classroom-protocol.md` says what goes over it.

import { _ } from "./words.js";

const VERSION = 1;
const SILENT = 20000; // ms without a frame: the line is dead
const LONGEST_SILENCE = 80000; // the same, where frames may only be slow to come
const BEATS = ["now", "class", "projector"]; // what every line carries last, again and again
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 3000;
const TRIES_AGAIN = ["busy", "slow"]; // after every other refusal a person has to do something

/** Random figures that nobody can guess. */
export function newToken(bytes = 16) {
  const drawn = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(drawn, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * One student, the teacher, or a projector.
 *
 * hello: what is said of oneself, such as {as: "student", token, code, name}.
 * changed: is called whenever a frame came or the line broke, with the frame's type.
 *
 * `state` is "off", "connecting", "open", "lost" or "refused"; `frames` holds the newest of each kind,
 * each with `at`, the time at which it came; `refusal` says why the host closed the door.
 */
export class Line {
  constructor(changed) {
    this.changed = changed;
    this.state = "off";
    this.frames = {};
    this.welcome = null;
    this.refusal = null;
    this.fault = "";
    this.seq = 0;
    this.queue = [];
    this.pause = FIRST_PAUSE;
    this.patience = SILENT;
    window.addEventListener("online", () => this.retry());
    window.addEventListener("offline", () => this.lost());
    document.addEventListener("visibilitychange", () => this.look());
    setInterval(() => this.look(), 2000);
  }

  /** Connect, and stay connected. */
  open(hello) {
    this.hello = hello;
    this.refusal = null;
    this.frames = {};
    this.welcome = null;
    this.seq = 0;
    this.connect();
  }

  /** Hang up for good. */
  close() {
    this.state = "off";
    this.hangUp();
  }

  /** Send a request; its answer comes when the host has done it, however often the line breaks. */
  ask(type, fields = {}) {
    return new Promise((answered) => {
      this.queue.push({ message: { type, ...fields }, answered });
      this.next();
    });
  }

  /** In words, and whose failure it is: {owner, says}; null while all is well. */
  trouble() {
    if (this.fault) return { owner: _("The game"), says: this.fault };
    if (this.state !== "lost") return null;
    if (!navigator.onLine) {
      const says = _("This device has no network. What you gave is safe; it goes on by itself.");
      return { owner: _("Your connection"), says };
    }
    const says = _("It does not answer. What it has acknowledged is safe; trying again …");
    return { owner: _("The host's computer"), says };
  }

  // -- the socket --------------------------------------------------------------------------------

  connect() {
    this.hangUp();
    if (this.state !== "lost") this.state = "connecting";
    const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/socket");
    this.socket = socket;
    this.heardAt = performance.now();
    socket.onopen = () => this.greet();
    socket.onmessage = (event) => this.hear(event.data);
    socket.onclose = () => this.lost();
    this.changed("line");
  }

  greet() {
    this.heardAt = performance.now();
    this.socket.send(JSON.stringify({ type: "hello", v: VERSION, ...this.hello }));
  }

  retry() {
    if (this.state === "lost") this.connect();
  }

  hangUp() {
    clearTimeout(this.timer);
    if (!this.socket) return;
    this.socket.onopen = this.socket.onclose = this.socket.onmessage = null;
    this.socket.close();
    this.socket = null;
  }

  /** A line that says nothing is dead, though nobody has told us; or so slow that it needs time. */
  look() {
    const limit = this.state === "open" ? this.patience : SILENT;
    if (!this.socket || performance.now() - this.heardAt < limit) return;
    if (this.state === "open") this.patience = Math.min(2 * this.patience, LONGEST_SILENCE);
    this.lost();
  }

  lost() {
    if (this.state === "off" || this.state === "refused") return;
    this.state = "lost";
    this.hangUp();
    this.timer = setTimeout(() => this.connect(), this.pause * (0.5 + Math.random()));
    this.pause = Math.min(2 * this.pause, LONGEST_PAUSE);
    this.changed("line");
  }

  // -- frames ------------------------------------------------------------------------------------

  hear(text) {
    this.heardAt = performance.now();
    try {
      const frame = JSON.parse(text);
      frame.at = this.heardAt;
      this.take(frame);
      this.fault = "";
    } catch (problem) {
      console.error(problem);
      this.fault = _(
        "A fault on this page. Load it again; if that does not help, tell your teacher.",
      );
      this.changed("fault");
    }
  }

  take(frame) {
    if (frame.type === "welcome") this.begin(frame);
    else if (frame.type === "answer") this.answered(frame);
    else if (frame.type === "refused") this.refused(frame);
    else this.frames[frame.type] = frame;
    if (BEATS.includes(frame.type)) this.patience = SILENT;
    this.changed(frame.type);
  }

  begin(welcome) {
    this.state = "open";
    this.pause = FIRST_PAUSE;
    this.welcome = welcome;
    this.seq = Math.max(this.seq, welcome.seq);
    if (this.asked) this.send();
    else this.next();
  }

  refused(frame) {
    if (TRIES_AGAIN.includes(frame.why)) return;
    this.state = "refused";
    this.refusal = frame;
    const waiting = [this.asked, ...this.queue].filter(Boolean);
    this.asked = null;
    this.queue = [];
    for (const job of waiting) job.answered({ ok: false, says: frame.says, data: null });
  }

  // -- requests, one at a time -------------------------------------------------------------------

  next() {
    if (this.asked || this.state !== "open" || !this.queue.length) return;
    this.asked = this.queue.shift();
    this.asked.message.seq = this.seq += 1;
    this.send();
  }

  send() {
    if (this.socket && this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(this.asked.message));
    }
  }

  answered(answer) {
    if (!this.asked || answer.seq !== this.asked.message.seq) return;
    const job = this.asked;
    this.asked = null;
    job.answered(answer);
    this.next();
  }
}

/** The ms that are left by a frame, now; null where there is no clock. */
export function msLeft(frame) {
  if (!frame || frame.ms_left === null || frame.ms_left === undefined) return null;
  const gone = frame.clock_runs && !frame.paused ? performance.now() - frame.at : 0;
  return Math.max(0, frame.ms_left - gone);
}

/** A length of time as minutes and seconds: 4:05. */
export function clockFace(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
