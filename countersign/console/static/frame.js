// What every page has: menus that close by themselves, and secrets that are copied by one press.

for (const kind of ["click", "keydown"]) {
  document.addEventListener(kind, (event) => {
    if (kind === "keydown" && event.key !== "Escape") return;
    for (const menu of document.querySelectorAll(".menu[open]")) {
      if (kind === "click" && menu.contains(event.target)) continue;
      const within = menu.contains(document.activeElement);
      menu.open = false;
      if (kind === "keydown" && within) menu.querySelector("summary").focus();
    }
  });
}

for (const secret of document.querySelectorAll(".secret input[readonly]")) {
  const button = document.createElement("button");
  const { copy, copied } = document.body.dataset;
  button.type = "button";
  button.className = "quiet copy";
  button.textContent = copy;
  button.addEventListener("click", () => {
    // The clipboard of a page is there by https alone; this way goes everywhere.
    secret.select();
    if (document.execCommand("copy")) button.textContent = copied;
  });
  secret.after(button);
}
