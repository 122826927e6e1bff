// Fields: each with its crop; words pointed at on the page fill the one in focus.

import { startWords } from "./words.js";

const AROUND = 0.6;
const SVG = "http://www.w3.org/2000/svg";

/** Draw the crops and let words fill fields. */
export function startFields(desk, viewer, tell) {
  desk.classList.add("live-desk");
  const lines = [...document.querySelectorAll(".fieldline")];
  let current = null;

  for (const line of lines) {
    drawCrop(line, viewer);
    const input = line.elements.value;
    input.addEventListener("focus", () => {
      current = line;
      viewer.stage.classList.add("pointing");
      const box = boxOf(line);
      if (box) viewer.look(Number(line.elements.page.value), box);
      mark(viewer, line.elements.field.value);
    });
    input.addEventListener("blur", (event) => {
      if (viewer.stage.contains(event.relatedTarget)) return;
      viewer.stage.classList.remove("pointing");
      mark(viewer, "");
    });
    input.addEventListener("input", () => {
      line.elements.box.value = "";
      changed(line);
    });
    line.addEventListener("submit", (event) => {
      if (input.value === input.dataset.was) event.preventDefault();
    });
  }
  viewer.stage.addEventListener("pointerdown", (event) => {
    if (viewer.stage.classList.contains("pointing")) event.preventDefault();
  });
  const fill = (line, { text, page, box }) => {
    line.elements.value.value = text;
    line.elements.page.value = page;
    line.elements.box.value = box.map((edge) => edge.toFixed(5)).join(",");
    drawCrop(line, viewer);
    changed(line);
  };
  const latest = new WeakMap();
  /** What was read again takes the place of what was there, unless somebody has typed or pointed meanwhile. */
  const replace = async (line, again) => {
    const input = line.elements.value;
    const here = input.value;
    latest.set(line, again);
    line.classList.add("reading");
    tell(desk.dataset.reading);
    const seen = await again;
    if (latest.get(line) !== again) return;
    line.classList.remove("reading");
    if (input.value !== here) return;
    if (seen.text) fill(line, seen);
    const outcome = input.value ? desk.dataset.filled : desk.dataset.unread;
    tell(seen.text ? `${seen.text}. ${outcome}` : outcome);
  };
  startWords(viewer, ({ again, ...found }) => {
    if (!current) return;
    if (found.text) {
      fill(current, found);
      current.elements.value.focus();
      tell(desk.dataset.filled);
    }
    if (again) replace(current, again);
  });
  document.querySelector("[data-focus]")?.focus();
}

function changed(line) {
  line.classList.toggle("changed", line.elements.value.value !== line.elements.value.dataset.was);
}

function boxOf(line) {
  const edges = line.elements.box.value.split(",").map(Number);
  return edges.length === 4 ? edges : null;
}

/** The words of a field as they stand on the paper. */
function drawCrop(line, viewer) {
  const crop = line.querySelector(".crop");
  crop.replaceChildren();
  const box = boxOf(line);
  const leaf = viewer.leaves.find((one) => one.dataset.page === line.elements.page.value);
  if (!box || !leaf) return;
  const img = leaf.querySelector("img");
  if (!img.complete || !img.naturalWidth) {
    img.addEventListener("load", () => drawCrop(line, viewer), { once: true });
    return;
  }
  const { width, height } = viewer.size(leaf);
  const high = (box[3] - box[1]) * height;
  const around = high * AROUND;
  const picture = document.createElementNS(SVG, "image");
  picture.setAttribute("href", img.currentSrc || img.src);
  picture.setAttribute("width", width);
  picture.setAttribute("height", height);
  const wide = (box[2] - box[0]) * width + 2 * around;
  crop.setAttribute("viewBox", [box[0] * width - around, box[1] * height - around, wide, high + 2 * around].join(" "));
  crop.style.aspectRatio = `${wide} / ${high + 2 * around}`;
  crop.append(picture);
}

function mark(viewer, name) {
  for (const one of viewer.stage.querySelectorAll(".mark")) {
    one.classList.toggle("current", one.dataset.name === name);
  }
}
