// Filling in by keys alone: Enter in an empty line of partners, or on a choice, goes on to what is still missing.

const isMissing = {
  partners: (form) => !form.querySelector("#partners .token") && !form.querySelector("#recipients_unspecified")?.checked,
  date: (form) => !form.querySelector("#date").value.trim() && !form.querySelector("#undated").checked,
  kind: (form) => !form.querySelector("[name=kind]:checked"),
  title: (form) => !form.querySelector("#title").value.trim(),
};
const places = { partners: "#partners input[type=search]", date: "#date", kind: "[name=kind]", title: "#title" };

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-flow]");
  if (!form || event.key !== "Enter" || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
  if (!event.target.matches("#partners input[type=search], [type=radio], [type=checkbox]")) return;
  const missing = Object.keys(places).find((name) => isMissing[name](form));
  if (!missing) return;
  event.preventDefault();
  form.querySelector(places[missing]).focus();
});
