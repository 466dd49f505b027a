// The class as files: fetched with the secret in a header, so that it is in no address.

import { _ } from "./words.js";

const LATER = 60000; // ms until the browser may forget the file

/** Save the zip that the host makes. */
export async function exportClass(desk, withMessages) {
  Object.assign(desk, {
    panel: "",
    said: { says: _("The host makes the files …"), ok: true },
    saidAt: performance.now(),
  });
  desk.draw();
  const says = await fetched(desk.secret(), withMessages).catch(() =>
    _("The host's computer does not answer. Nothing is lost; try again."),
  );
  Object.assign(desk, { said: { says, ok: says === saved() }, saidAt: performance.now() });
  desk.tell(says, says !== saved());
  desk.draw();
}

const saved = () => _("The tables of the class are saved as a zip. Names are not in it.");

async function fetched(secret, withMessages) {
  const response = await fetch(withMessages ? "/export?messages" : "/export", {
    method: "POST",
    headers: { Authorization: `Bearer ${secret}` },
  });
  if (!response.ok) return (await response.text()).slice(0, 300);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") || "");
  link.href = address;
  link.download = name ? name[1] : "class.zip";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), LATER);
  return saved();
}
