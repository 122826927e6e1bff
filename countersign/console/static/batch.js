// Looks how far a batch is, tells it, and shows its pages anew whenever another file of it has ended.
"use strict";

(() => {
  const OFTEN = 2000;
  const HEADERS = {
    Accept: "application/json",
    "X-Unattended": "yes",
    "X-CSRF-Token": document.querySelector("meta[name=csrf]").content,
  };
  const said = document.getElementById("said");

  async function look() {
    try {
      const answer = await fetch(said.dataset.now, { headers: HEADERS });
      if (answer.status === 401) return window.location.reload();
      if (answer.ok) show(await answer.json());
    } catch {
      // The console is away for a moment; the next look tells.
    }
    window.setTimeout(look, OFTEN);
  }

  function show(now) {
    if (String(now.ended) !== said.dataset.ended) window.location.reload();
    else if (said.textContent !== now.said) said.textContent = now.said;
  }

  window.setTimeout(look, OFTEN);
})();
