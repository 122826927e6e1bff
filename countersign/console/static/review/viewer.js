// The page picture: one page at a time, zoomed, moved, and asked what lies under the pointer.

const STEP = 1.25;
const LARGEST = 8;
const CLOSE = 1.15;

/** Show the pages on a stage; returns what others may ask of it. */
export function startViewer() {
  const viewer = document.getElementById("viewer");
  const stage = viewer.querySelector(".stage");
  const leaves = [...stage.querySelectorAll(".leaf")];
  const view = { at: 0, scale: 1, x: 0, y: 0 };
  const listeners = [];
  stage.classList.add("live-stage");

  const leaf = () => leaves[view.at];
  const size = (one) => {
    const img = one.querySelector("img");
    if (!one.dataset.width && img.naturalWidth) {
      one.dataset.width = img.naturalWidth;
      one.dataset.height = img.naturalHeight;
      img.style.width = `${img.naturalWidth}px`;
      img.style.height = `${img.naturalHeight}px`;
    }
    return { width: Number(one.dataset.width ?? 1000), height: Number(one.dataset.height ?? 1414) };
  };
  const smallest = () => {
    const { width, height } = size(leaf());
    return Math.min((stage.clientWidth - 24) / width, (stage.clientHeight - 24) / height);
  };

  function draw() {
    const one = leaf();
    if (!one) return;
    one.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    if (view.scale * devicePixelRatio > CLOSE) sharpen(one.querySelector("img"));
  }

  /** Who looks closely gets all that was scanned; until it is there, what is there is enlarged. */
  function sharpen(img) {
    const shown = Math.max(img.naturalWidth, img.naturalHeight);
    if (img.dataset.sharp || !img.complete || shown < Number(viewer.dataset.longSide)) return;
    img.dataset.sharp = "coming";
    const sharp = new Image();
    sharp.onload = () => (img.src = sharp.src);
    sharp.src = `${img.src}${img.src.includes("?") ? "&" : "?"}sharp=1`;
  }

  function fit() {
    if (!leaf()) return;
    const { width, height } = size(leaf());
    const across = (stage.clientWidth - 24) / width;
    view.scale = Math.max(smallest(), Math.min(across, smallest() * 1.55));
    view.x = Math.max(12, (stage.clientWidth - width * view.scale) / 2);
    view.y = height * view.scale <= stage.clientHeight ? (stage.clientHeight - height * view.scale) / 2 : 12;
    draw();
  }

  function whole() {
    if (!leaf()) return;
    const { width, height } = size(leaf());
    view.scale = smallest();
    view.x = (stage.clientWidth - width * view.scale) / 2;
    view.y = (stage.clientHeight - height * view.scale) / 2;
    draw();
  }

  function zoom(factor, px = stage.clientWidth / 2, py = stage.clientHeight / 2) {
    const scale = Math.min(LARGEST, Math.max(smallest() * 0.5, view.scale * factor));
    view.x = px - ((px - view.x) * scale) / view.scale;
    view.y = py - ((py - view.y) * scale) / view.scale;
    view.scale = scale;
    draw();
  }

  function show(at) {
    view.at = Math.min(Math.max(at, 0), leaves.length - 1);
    leaves.forEach((one, place) => (one.hidden = place !== view.at));
    document.getElementById("place").textContent = leaves.length ? view.at + 1 : 0;
    const turn = document.querySelector('#turn input[name="page"]');
    if (turn && leaf()) turn.value = leaf().dataset.page;
    fit();
    for (const listener of listeners) listener(page());
  }

  const page = () => Number(leaf()?.dataset.page ?? 0);

  /** Place of a pointer on the page shown, as fractions of it. */
  function place(event) {
    const box = stage.getBoundingClientRect();
    const { width, height } = size(leaf());
    const clamp = (part) => Math.min(1, Math.max(0, part));
    return {
      x: clamp((event.clientX - box.left - view.x) / view.scale / width),
      y: clamp((event.clientY - box.top - view.y) / view.scale / height),
    };
  }

  /** Bring a box, in fractions of its page, into sight. */
  function look(number, box) {
    const at = leaves.findIndex((one) => Number(one.dataset.page) === number);
    if (at < 0) return;
    if (at !== view.at) show(at);
    const { width, height } = size(leaf());
    const x = ((box[0] + box[2]) / 2) * width * view.scale + view.x;
    const y = ((box[1] + box[3]) / 2) * height * view.scale + view.y;
    const inside = x > 40 && y > 40 && x < stage.clientWidth - 40 && y < stage.clientHeight - 40;
    if (inside) return;
    view.x += stage.clientWidth / 2 - x;
    view.y += stage.clientHeight / 2 - y;
    draw();
  }

  stage.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const box = stage.getBoundingClientRect();
      zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12, event.clientX - box.left, event.clientY - box.top);
    },
    { passive: false },
  );
  stage.addEventListener("pointerdown", (event) => {
    if (stage.classList.contains("pointing") || event.button > 0) return;
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("dragging");
    const from = { x: event.clientX - view.x, y: event.clientY - view.y };
    const move = (next) => {
      view.x = next.clientX - from.x;
      view.y = next.clientY - from.y;
      draw();
    };
    const end = () => {
      stage.classList.remove("dragging");
      stage.removeEventListener("pointermove", move);
    };
    stage.addEventListener("pointermove", move);
    stage.addEventListener("pointerup", end, { once: true });
    stage.addEventListener("pointercancel", end, { once: true });
  });
  for (const one of leaves) {
    const img = one.querySelector("img");
    // A picture that is there already would be fitted when its sharper one comes, under the reader's eyes.
    if (!img.complete) img.addEventListener("load", () => one === leaf() && fit(), { once: true });
  }
  new ResizeObserver(fit).observe(stage);

  const does = {
    earlier: () => show(view.at - 1),
    later: () => show(view.at + 1),
    larger: () => zoom(STEP),
    smaller: () => zoom(1 / STEP),
    whole,
  };
  viewer.addEventListener("click", (event) => does[event.target.closest("[data-do]")?.dataset.do]?.());
  show(leaves.findIndex((one) => one.dataset.page === viewer.dataset.shown));
  return {
    ...does,
    stage,
    leaf,
    leaves,
    size,
    page,
    place,
    look,
    isLast: () => view.at >= leaves.length - 1,
    isFirst: () => view.at <= 0,
    onPage: (listener) => listeners.push(listener),
    wordsFrom: viewer.dataset.words,
    readingFrom: viewer.dataset.reading,
    query: viewer.dataset.query,
  };
}
