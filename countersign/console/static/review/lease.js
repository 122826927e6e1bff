// The document is this person's as long as the page is open, and free again when it is left.

const EVERY_MS = 60_000;

function form(desk) {
  const sent = new FormData();
  sent.set("token", desk.dataset.token);
  sent.set("csrf", csrf());
  return sent;
}

function csrf() {
  return document.querySelector('meta[name="csrf"]').content;
}

/** Renew the lease while the page is open; tell when somebody else has the document. */
export function startLease(desk, tell) {
  let attended = true;
  // Of what is being settled a renewal would be told as lost to somebody else: it is broken off.
  let underway = new AbortController();
  for (const sign of ["keydown", "pointermove", "pointerdown", "wheel"]) {
    addEventListener(sign, () => (attended = true), { capture: true, passive: true });
  }
  const renew = async () => {
    const headers = attended ? { "X-CSRF-Token": csrf() } : { "X-CSRF-Token": csrf(), "X-Unattended": "yes" };
    attended = false;
    try {
      const answer = await fetch(desk.dataset.renew, { method: "POST", body: form(desk), headers, signal: underway.signal });
      if (answer.status === 409) tell(desk.dataset.lost);
      if (answer.status === 401) tell(desk.dataset.ended);
    } catch {
      // The network is away, or the page is left: the lease outlives a few such tries.
    }
  };
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  const first = setTimeout(renew, 2000);
  setInterval(renew, EVERY_MS);
  addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(first);
    underway.abort();
    underway = new AbortController();
  });
  addEventListener("pagehide", () => navigator.sendBeacon(desk.dataset.release, form(desk)));
}
