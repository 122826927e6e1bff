// Keeps the list of batches up to date: often while something is in work, seldom else, never unseen.
"use strict";

(() => {
  const SOON = 300;
  const OFTEN = 2000;
  const HEADERS = {
    Accept: "application/json",
    "X-Unattended": "yes",
    "X-CSRF-Token": document.querySelector("meta[name=csrf]").content,
  };
  const SELDOM = 15000;
  const board = document.getElementById("board");
  const said = document.getElementById("said");
  let busy = board.dataset.busy === "yes";
  let timer = 0;

  async function look() {
    try {
      const answer = await fetch(board.dataset.now, { headers: HEADERS });
      if (answer.status === 401) return window.location.reload();
      if (answer.ok) show(await answer.json());
    } catch {
      // The console is away for a moment; the next look tells.
    }
    plan();
  }

  function show(now) {
    busy = now.busy;
    if (said.textContent !== now.said) said.textContent = now.said;
    if (board.dataset.shown === now.table) return;
    const focused = board.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    board.dataset.shown = now.table;
    board.innerHTML = now.table;
    if (focused) board.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }

  function plan() {
    window.clearTimeout(timer);
    if (!document.hidden) timer = window.setTimeout(look, busy ? OFTEN : SELDOM);
  }

  if (!board.dataset.now) return;
  document.addEventListener("visibilitychange", plan);
  document.addEventListener("handed-in", () => {
    busy = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(look, SOON);
  });
  plan();
})();
