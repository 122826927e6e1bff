// Hands files in one by one, shows how far each is; without this script the form sends them all at once.
"use strict";

(() => {
  const form = document.getElementById("handing-in");
  const list = document.getElementById("sending");
  const said = document.getElementById("sent");
  const words = form.dataset;
  const waiting = [];
  let all = 0;
  let done = 0;
  let atWork = false;

  function line(name) {
    const item = document.createElement("li");
    const label = document.createElement("bdi");
    const bar = document.createElement("progress");
    const state = document.createElement("span");
    label.textContent = name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    state.textContent = words.sending;
    item.append(label, bar, state);
    list.append(item);
    list.hidden = false;
    return { item, bar, state };
  }

  function add(file, name) {
    waiting.push({ file, name, shown: line(name) });
    all += 1;
    if (!atWork) next();
  }

  function end(shown, kind, text) {
    shown.item.className = kind;
    shown.bar.remove();
    shown.state.textContent = text;
    done += 1;
    said.textContent = words.said.replace("%d", done).replace("%a", all);
    next();
  }

  /** The same file came before: nothing new is read, so its batch is where to look. */
  function known(shown, place) {
    const link = document.createElement("a");
    link.href = place;
    link.textContent = words.look;
    end(shown, "duplicate", words.known);
    shown.item.append(link);
  }

  function answered(request, shown) {
    let told = null;
    try {
      told = JSON.parse(request.responseText).files[0];
    } catch {
      told = null;
    }
    if (request.status !== 200 || !told) return end(shown, "quarantined", words.failed);
    if (told.refused) return end(shown, "review", `${words.refused}: ${told.refused}`);
    document.dispatchEvent(new Event("handed-in"));
    if (told.known) return known(shown, told.known);
    return end(shown, "filed", words.taken);
  }

  function next() {
    const one = waiting.shift();
    atWork = Boolean(one);
    if (!one) return;
    const body = new FormData();
    body.append("files", one.file, one.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRF-Token", document.querySelector("meta[name=csrf]").content);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) one.shown.bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => answered(request, one.shown));
    request.addEventListener("error", () => end(one.shown, "quarantined", words.failed));
    request.send(body);
  }

  function addChosen(input) {
    for (const file of input.files) add(file, file.webkitRelativePath || file.name);
    input.value = "";
  }

  function addEntry(entry) {
    if (entry.isFile) {
      entry.file((file) => add(file, entry.fullPath.replace(/^\//, "")));
      return;
    }
    const reader = entry.createReader();
    // A reader gives a folder in pieces; an empty piece is its end.
    const more = () => reader.readEntries((entries) => {
      entries.forEach(addEntry);
      if (entries.length) more();
    });
    more();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    addChosen(document.getElementById("files"));
  });
  document.getElementById("folder").addEventListener("change", (event) => addChosen(event.target));
  form.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    });
  }
  form.addEventListener("drop", (event) => {
    for (const item of event.dataTransfer.items) {
      const entry = item.webkitGetAsEntry?.();
      const file = item.getAsFile();
      if (entry) addEntry(entry);
      else if (file) add(file, file.name);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (atWork) event.preventDefault();
  });
})();
