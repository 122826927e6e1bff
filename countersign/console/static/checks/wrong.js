// A filing that was found wrong: Enter puts it right, Z looks again, → leaves it.

import { startEffort } from "../review/effort.js";
import { startLease } from "../review/lease.js";
import { startViewer } from "../review/viewer.js";

const live = document.getElementById("live");
startEffort();
startLease(document.getElementById("desk"), (text) => (live.textContent = text));
const viewer = startViewer();

const press = (id) => document.getElementById(id)?.click();
const does = {
  enter: () => press("move"),
  z: () => press("again"),
  arrowright: () => (viewer.isLast() ? press("skip") : viewer.later()),
  arrowleft: viewer.earlier,
  "+": viewer.larger,
  "=": viewer.larger,
  "-": viewer.smaller,
  0: viewer.whole,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Enter" && ["BUTTON", "A"].includes(event.target.tagName)) return;
  const deed = does[event.key.toLowerCase()];
  if (!deed) return;
  event.preventDefault();
  deed();
});
