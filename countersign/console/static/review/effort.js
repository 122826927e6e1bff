// What a decision takes: seconds since the document was seen, and keys pressed.

/** Fill both into whichever form is sent. */
export function startEffort() {
  const seen = performance.now();
  let presses = 0;
  const lone = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock"]);
  addEventListener("keydown", (event) => (presses += event.repeat || lone.has(event.key) ? 0 : 1), true);
  addEventListener("submit", (event) => {
    const { seconds, presses: pressed } = event.target.elements;
    if (seconds) seconds.value = ((performance.now() - seen) / 1000).toFixed(1);
    if (pressed) pressed.value = presses;
  });
}
