// The words of a page: a click takes one as it was read; a drag all that it touches, and has them read again.

const SVG = "http://www.w3.org/2000/svg";
const CLICK = 0.004;

/**
 * Call `taken` with text, page and box of the words that somebody points at while a field is in focus.
 *
 * Of a drag `taken` is told twice: at once with the words as they were read and `again`, a promise of the
 * words as they are read now, empty where nothing can be read there.
 */
export function startWords(viewer, taken) {
  const known = new Map();
  const words = async (page) => {
    if (!known.has(page)) known.set(page, asked(`${viewer.wordsFrom}/${page}`, viewer.query));
    return known.get(page);
  };
  const readAgain = async (page, box) => {
    const query = new URLSearchParams(viewer.query);
    query.set("box", box.map((edge) => edge.toFixed(5)).join(","));
    return said(await asked(`${viewer.readingFrom}/${page}`, query), page);
  };

  const isPointing = () => viewer.stage.classList.contains("pointing") && viewer.leaf();
  viewer.stage.addEventListener("pointermove", () => isPointing() && words(viewer.page()));
  viewer.stage.addEventListener("pointerdown", (event) => {
    if (!isPointing()) return;
    const page = viewer.page();
    const loading = words(page);
    const from = viewer.place(event);
    let to = from;
    const frame = drawn(viewer.leaf());
    viewer.stage.setPointerCapture(event.pointerId);
    const move = (next) => {
      to = viewer.place(next);
      put(frame, span(from, to));
    };
    viewer.stage.addEventListener("pointermove", move);
    viewer.stage.addEventListener(
      "pointerup",
      async () => {
        viewer.stage.removeEventListener("pointermove", move);
        frame.remove();
        const region = span(from, to);
        const again = isClick(region) ? null : readAgain(page, region);
        taken({ ...said(touched(await loading, region), page), again });
      },
      { once: true },
    );
  });
}

async function asked(path, query) {
  try {
    const answer = await fetch(`${path}?${query}`);
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}

/** What a field takes of these words. */
function said(found, page) {
  return { text: found.map((word) => word[0]).join(" "), page, box: around(found) };
}

function isClick(box) {
  return box[2] - box[0] < CLICK && box[3] - box[1] < CLICK;
}

function span(from, to) {
  return [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y)];
}

/** Words of which a good part lies in the box; for a click the nearest one. */
function touched(words, box) {
  if (isClick(box)) return nearest(words, box);
  return words.filter(([, x0, y0, x1, y1]) => {
    const wide = Math.min(x1, box[2]) - Math.max(x0, box[0]);
    const high = Math.min(y1, box[3]) - Math.max(y0, box[1]);
    return wide > 0 && high > 0 && wide * high > 0.3 * (x1 - x0) * (y1 - y0);
  });
}

function nearest(words, box) {
  const away = ([, x0, y0, x1, y1]) =>
    Math.hypot(Math.max(x0 - box[0], 0, box[0] - x1), Math.max(y0 - box[1], 0, box[1] - y1));
  const near = words.filter((word) => away(word) < 0.02).sort((one, other) => away(one) - away(other));
  return near.slice(0, 1);
}

function around(found) {
  const edge = (at, best) => best(...found.map((word) => word[at]));
  return found.length ? [edge(1, Math.min), edge(2, Math.min), edge(3, Math.max), edge(4, Math.max)] : [];
}

function drawn(leaf) {
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("class", "chosen");
  leaf.querySelector(".marks").append(rect);
  return rect;
}

function put(rect, [x0, y0, x1, y1]) {
  const share = (part) => `${part * 100}%`;
  for (const [name, part] of [["x", x0], ["y", y0], ["width", x1 - x0], ["height", y1 - y0]]) {
    rect.setAttribute(name, share(part));
  }
}
