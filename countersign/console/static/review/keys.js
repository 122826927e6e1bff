// One key for each thing: nothing here needs a mouse.

const QUIET = new Set(["INPUT", "SELECT", "TEXTAREA"]);

/** Let keys do what the buttons do. */
export function startKeys({ desk, viewer, lookups, tell }) {
  const decide = document.getElementById("decide");
  const offers = () => [...decide.querySelectorAll('input[name="invoice"]')];
  const press = (id) => document.getElementById(id)?.click();
  const opens = {
    search: lookups.search,
    duplicate: lookups.duplicate,
    split: () => split(viewer),
    keys: () => document.getElementById("keys").showModal(),
  };
  const does = {
    n: () => press("park"),
    u: () => press("unreadable"),
    d: opens.duplicate,
    r: () => document.getElementById("turn")?.requestSubmit(),
    s: opens.split,
    j: () => press("join"),
    z: () => document.getElementById("undo-form")?.requestSubmit(),
    "/": opens.search,
    "?": opens.keys,
    "+": viewer.larger,
    "=": viewer.larger,
    "-": viewer.smaller,
    0: viewer.whole,
    arrowright: () => (viewer.isLast() ? press("skip") : viewer.later()),
    arrowleft: () => (viewer.isFirst() ? history.back() : viewer.earlier()),
    enter: () => document.getElementById("confirm").click(),
  };

  decide.addEventListener("submit", (event) => {
    const files = event.submitter?.id === "confirm";
    if (files && !offers().some((one) => one.checked)) {
      event.preventDefault();
      tell(desk.dataset.choose);
    }
  });
  document.addEventListener("click", (event) => opens[event.target.closest("[data-do]")?.dataset.do]?.());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") return document.activeElement?.blur();
    if (event.key === "Tab" && !event.shiftKey && document.activeElement === document.body) return toFields(event);
    if (isTyping(event.target)) return;
    if (event.key === "Enter" && isOwn(event.target)) return;
    const digit = /^Digit([1-5])$|^Numpad([1-5])$/.exec(event.code);
    const deed = digit ? () => choose(offers(), digit[1] ?? digit[2], event.shiftKey) : does[event.key.toLowerCase()];
    if (!deed) return;
    event.preventDefault();
    if (!event.repeat || event.key.startsWith("Arrow") || "+-=".includes(event.key)) deed();
  });
}

/** From nowhere, Tab goes to the first field; Shift+Tab to what stands before. */
function toFields(event) {
  const fields = document.querySelectorAll('.fieldline input[name="value"], .absent summary');
  const first = [...fields].find((one) => one.checkVisibility());
  if (!first) return;
  event.preventDefault();
  first.focus();
}

/** True where letters are wanted as letters; a chosen invoice and a window just closed leave them to the keys. */
function isTyping(target) {
  if (target.closest("dialog:not([open])")) return false;
  return QUIET.has(target.tagName) && !["checkbox", "radio"].includes(target.type);
}

/** True where Enter belongs to what has the focus. */
function isOwn(target) {
  return ["BUTTON", "A", "SUMMARY"].includes(target.tagName) && !target.closest("dialog:not([open])");
}

function choose(offers, digit, more) {
  const wanted = offers.find((one) => one.dataset.digit === digit);
  if (!wanted) return;
  const was = wanted.checked;
  if (!more) for (const one of offers) one.checked = false;
  wanted.checked = more ? !was : true;
  wanted.focus({ preventScroll: false });
}

function split(viewer) {
  const dialog = document.getElementById("split");
  if (!dialog) return;
  const boxes = [...dialog.querySelectorAll('input[name="start"]')];
  const here = boxes.find((one) => Number(one.value) === viewer.page()) ?? boxes[0];
  if (!boxes.some((one) => one.checked)) here.checked = true;
  dialog.showModal();
  dialog.querySelector("button").focus();
}
