// A page that was turned is read anew: as soon as nobody turns it further, and shown where nobody works on it.

const PAUSE_MS = 500;

/** Ask for the new reading; then show it, unless something on the page would be lost by that. */
export function startTurned(desk, viewer, tell) {
  const { reread } = desk.dataset;
  if (!reread) return;
  setTimeout(async () => {
    tell(desk.dataset.rereading);
    const answer = await fetch(reread, { method: "POST", body: new FormData(document.getElementById("turn")) }).catch(
      () => null,
    );
    if (!answer?.ok) return tell(desk.dataset.rereadNot);
    if (isAtWork()) return tell(desk.dataset.rereadDone);
    location.replace(again(viewer.page()));
  }, PAUSE_MS);
}

/** True where somebody has begun to type, to choose or to look for something. */
function isAtWork() {
  const chosen = [...document.querySelectorAll("#offers input")].some((one) => one.checked !== one.defaultChecked);
  return chosen || Boolean(document.querySelector(".fieldline.changed, .fieldline.reading, dialog[open]"));
}

/** This page, with what is shown and in focus now. */
function again(page) {
  const here = new URL(location.href);
  here.searchParams.set("page", page);
  const field = document.activeElement?.closest?.(".fieldline")?.elements.field.value;
  if (field) here.searchParams.set("focus", field);
  return here;
}
