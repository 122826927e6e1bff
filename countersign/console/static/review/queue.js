// The queue by keys: Enter starts; a box chooses all papers to be set aside.

const start = document.getElementById("start");
document.addEventListener("keydown", (event) => {
  const idle = event.target === document.body || event.target.id === "main";
  if (event.key === "Enter" && idle && start) start.click();
  if (event.key.toLowerCase() === "z" && idle) document.getElementById("undo-form")?.requestSubmit();
});

const all = document.getElementById("all");
all?.addEventListener("change", () => {
  for (const box of document.querySelectorAll('input[name="document"]')) box.checked = all.checked;
});
