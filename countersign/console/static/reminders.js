// Keys of reminders: what bears data-key is pressed by its key, unless somebody writes.

const WRITING = new Set(["INPUT", "SELECT", "TEXTAREA"]);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (WRITING.has(event.target.tagName) || event.target.isContentEditable) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const wanted = [...document.querySelectorAll("[data-key]")].find(
    (one) => one.dataset.key.toLowerCase() === event.key.toLowerCase(),
  );
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
