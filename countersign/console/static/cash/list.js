// Enter begins with the first payment that is to be decided; Z takes the last one back.

document.addEventListener("keydown", (event) => {
  if (event.key === "z" && event.target === document.body) document.getElementById("undo-form")?.requestSubmit();
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target !== document.body && event.target.id !== "main") return;
  const start = document.getElementById("start");
  if (!start) return;
  event.preventDefault();
  start.click();
});
