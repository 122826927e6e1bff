// Keys of every page: "/" goes to the search, arrows go through what it found; and a button that prints.

const WRITING = new Set(["INPUT", "SELECT", "TEXTAREA"]);

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const search = document.getElementById("q");
  const writes = WRITING.has(event.target.tagName) || event.target.isContentEditable;
  if (plain && event.key === "/" && search && !writes && !document.getElementById("decide")) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (plain && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    step(event, search);
  }
});

/** From the search into the list of hits, and up and down in it. */
function step(event, search) {
  const hits = [...document.querySelectorAll("[data-arrows] a")];
  const at = hits.indexOf(document.activeElement);
  if (!hits.length || (at < 0 && document.activeElement !== search)) return;
  event.preventDefault();
  const next = event.key === "ArrowDown" ? at + 1 : at - 1;
  (hits[Math.min(next, hits.length - 1)] ?? search).focus();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
