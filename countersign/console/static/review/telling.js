// Whether those who were sent the paper are told stands in one form, and goes along with every other one.

const NAMES = ["asked_to_tell", "tell", "untold"];

/** Let each deed say whether people outside are told of it; who is not told, is not told for a reason. */
export function startTelling() {
  const decide = document.getElementById("decide");
  if (!document.getElementById("sent-to")) return;
  const { tell, untold } = decide.elements;
  tell.addEventListener("change", () => {
    untold.required = !tell.checked;
    if (!tell.checked) untold.focus();
  });
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form === decide || !form.elements.token) return;
    if (!untold.reportValidity()) return event.preventDefault();
    for (const old of form.querySelectorAll("[data-telling]")) old.remove();
    const said = new FormData(decide);
    for (const name of NAMES) if (said.has(name)) form.append(hidden(name, said.get(name)));
  });
}

function hidden(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  field.dataset.telling = "";
  return field;
}
