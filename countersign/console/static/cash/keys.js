// A payment is decided by keys: digits choose, Enter applies, letters do the rest.

const QUIET = new Set(["INPUT", "SELECT", "TEXTAREA"]);
const byId = (id) => document.getElementById(id);
const submit = (id) => byId(id)?.requestSubmit();
const accept = byId("accept");
const split = byId("split");
const offers = () => [...(accept?.querySelectorAll('input[name="proposal"]') ?? [])];

const does = {
  a: () => (byId("customer")?.value ? submit("account-form") : byId("customer")?.focus()),
  u: () => submit("elsewhere-form"),
  z: () => (byId("undo-form") ? submit("undo-form") : history.back()),
  s: () => split?.querySelector('input[name="paid"]')?.select(),
  "/": () => byId("find")?.focus(),
  arrowright: () => byId("skip")?.click(),
  arrowleft: () => history.back(),
  enter: () => submit("accept"),
};

accept?.addEventListener("submit", (event) => {
  if (offers().some((one) => one.checked)) return;
  event.preventDefault();
  byId("live").textContent = byId("decide").dataset.choose;
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.key === "Escape") return document.activeElement?.blur();
  if (QUIET.has(event.target.tagName) && event.target.type !== "radio") return;
  if (event.key === "Enter" && ["A", "BUTTON", "SUMMARY"].includes(event.target.tagName)) return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const deed = digit ? () => choose(digit) : does[event.key.toLowerCase()];
  if (!deed) return;
  event.preventDefault();
  deed();
});

function choose(digit) {
  const wanted = offers().find((one) => one.dataset.digit === digit);
  if (!wanted) return;
  wanted.checked = true;
  wanted.focus();
}

/** Amounts in ten-thousandths, so that nothing is rounded. */
const parsed = (text) => {
  const plain = text.trim().replaceAll(" ", "");
  const found = /^(-?)(\d+)(?:[.,](\d{0,4}))?$/.exec(plain);
  return found ? BigInt(`${found[1]}${found[2]}${(found[3] ?? "").padEnd(4, "0")}`) : 0n;
};

function tellRest() {
  const placed = [...split.querySelectorAll('input[name="paid"]')].map((one) => parsed(one.value));
  const rest = parsed(split.dataset.amount) - placed.reduce((sum, one) => sum + one, 0n);
  const sign = rest < 0n ? "-" : "";
  const digits = (rest < 0n ? -rest : rest).toString().padStart(5, "0");
  byId("rest").textContent = split.dataset.left.replace("#", `${sign}${digits.slice(0, -4)}.${digits.slice(-4, -2)}`);
}

if (split) {
  split.addEventListener("input", tellRest);
  tellRest();
}
