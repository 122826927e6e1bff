// Looking up beside a document: invoices of the ledger, and papers that it may repeat.

const PAUSE_MS = 120;

/** Make both windows work; returns how to open them. */
export function startLookups() {
  const search = document.getElementById("search");
  const duplicate = document.getElementById("duplicate");
  const invoices = asking(document.getElementById("search-text"), document.getElementById("search-form").dataset.from, document.getElementById("search-found"));
  const originals = duplicate && startOriginals(duplicate);

  document.getElementById("search-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await invoices.settled();
    take(search.querySelector(".offer input"));
  });
  search.addEventListener("change", (event) => event.target.name === "invoice" && take(event.target));
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(search, event);
    if (event.key === "Enter" && event.target.name === "invoice") take(event.target);
  });
  function take(input) {
    if (!input) return;
    const line = input.closest(".offer");
    const offers = document.getElementById("offers");
    const same = [...offers.querySelectorAll("input")].find((one) => one.value === input.value);
    for (const one of offers.querySelectorAll("input")) one.checked = false;
    offers.querySelector(".empty")?.remove();
    if (!same) offers.append(line);
    (same ?? input).checked = true;
    search.close();
    (same ?? input).focus();
  }

  return {
    search: () => open(search, "search-text", invoices),
    duplicate: () => duplicate && open(duplicate, "duplicate-text", originals),
  };
}

function startOriginals(dialog) {
  const form = dialog.querySelector("form");
  const text = document.getElementById("duplicate-text");
  const originals = asking(text, form.dataset.from, document.getElementById("duplicate-found"));
  text.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    await originals.settled();
    if (form.querySelector("input[name=original]:checked")) form.requestSubmit();
  });
  return originals;
}

function open(dialog, text, asked) {
  dialog.showModal();
  document.getElementById(text).select();
  asked.now();
}

function step(dialog, event) {
  const stops = [document.getElementById("search-text"), ...dialog.querySelectorAll(".offer input")];
  const here = stops.indexOf(document.activeElement);
  const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
  event.preventDefault();
  next?.focus();
}

/** Ask while somebody types; only the last answer is shown. */
function asking(input, from, list) {
  let last = Promise.resolve();
  let timer = 0;
  let turn = 0;
  const now = () => {
    clearTimeout(timer);
    const mine = (turn += 1);
    const [path, query] = from.split("?");
    const asked = new URLSearchParams(query ?? "");
    asked.set("q", input.value);
    last = fetch(`${path}?${asked}`)
      .then((answer) => answer.text())
      .then((html) => {
        if (mine === turn) list.innerHTML = html;
      });
    return last;
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE_MS);
  });
  return { now, settled: () => now() };
}
