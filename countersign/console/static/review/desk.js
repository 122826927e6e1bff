// The review desk: puts its parts together.

import { startEffort } from "./effort.js";
import { startFields } from "./fields.js";
import { startKeys } from "./keys.js";
import { startLease } from "./lease.js";
import { startLookups } from "./lookups.js";
import { startTelling } from "./telling.js";
import { startTurned } from "./turned.js";
import { startViewer } from "./viewer.js";

const desk = document.getElementById("desk");
const live = document.getElementById("live");

/** Tell something, in words that a screen reader says too. */
function tell(text) {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
}

startEffort();
startLease(desk, tell);
startTelling();
const viewer = startViewer();
startFields(desk, viewer, tell);
const lookups = startLookups();
startTurned(desk, viewer, tell);
startKeys({ desk, viewer, lookups, tell });

const told = document.querySelector(".told [role=status]");
if (told) setTimeout(() => (told.textContent = told.textContent), 150);
if (desk.dataset.following) new Image().src = desk.dataset.following;
