// A dialog arrives open in the page and works there; scripts lift it over the page and keep the focus inside.

const unsaved = () => document.body.dataset.unsaved;
let opener = null;

function lift(dialog, arrived) {
  dialog.dataset.arrived = arrived ? "yes" : "no";
  dialog.close();
  dialog.showModal();
  const first = dialog.querySelector("[aria-invalid=true], [autofocus], input:not([type=hidden]), select, textarea");
  (first ?? dialog.querySelector("h2")).focus();
}

function liftAll(scope, arrived) {
  for (const dialog of scope.querySelectorAll("dialog[data-dialog][open]:not(:modal)")) lift(dialog, arrived);
}

const hasTyped = (dialog) => dialog.querySelector("form[data-changed]") !== null;

// A dialog that htmx brought simply goes; one that is a page of its own leads back where its close link leads.
function leave(dialog) {
  if (hasTyped(dialog) && !window.confirm(unsaved())) return;
  for (const form of dialog.querySelectorAll("form[data-changed]")) delete form.dataset.changed;
  const link = dialog.querySelector("a[data-close]");
  if (dialog.dataset.arrived !== "yes" && link) {
    window.location.assign(link.href);
    return;
  }
  dialog.close();
  if (dialog.dataset.arrived === "yes") dialog.remove();
  opener?.focus();
}

document.addEventListener("click", (event) => {
  const trigger = event.target.closest("[data-opens]");
  if (trigger) {
    const dialog = document.getElementById(trigger.dataset.opens);
    if (dialog) {
      event.preventDefault();
      opener = trigger;
      dialog.showModal();
    }
    return;
  }
  const closer = event.target.closest("dialog[data-dialog] [data-close]");
  if (closer) {
    event.preventDefault();
    leave(closer.closest("dialog"));
  }
});

document.addEventListener(
  "cancel",
  (event) => {
    if (!event.target.matches("dialog[data-dialog]")) return;
    event.preventDefault();
    leave(event.target);
  },
  true,
);

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!detail.elt.closest("dialog")) opener = detail.elt;
});
document.addEventListener("htmx:load", ({ detail }) => {
  const scope = detail.elt.parentElement ?? detail.elt;
  liftAll(scope, true);
});
liftAll(document, false);
