// A dialog arrives open in the page and works there; scripts lift it over the page and keep the focus inside.

const unsaved = () => document.body.dataset.unsaved;
let opener = null;

// A page that is a dialog: what htmx swaps in there takes over its way of leaving.
const isDialogPage = document.querySelector("dialog[data-dialog][open]") !== null;

function lift(dialog) {
  dialog.close();
  dialog.showModal();
  const first = dialog.querySelector("[aria-invalid=true], [autofocus], input:not([type=hidden]), select, textarea");
  (first ?? dialog.querySelector("h2")).focus();
}

function liftAll(scope) {
  for (const dialog of scope.querySelectorAll("dialog[data-dialog][open]:not(:modal)")) lift(dialog);
}

const hasTyped = (dialog) => dialog.querySelector("form[data-changed]") !== null;

// A dialog that htmx brought simply goes; one that is a page of its own leads back where its close link leads.
function leave(dialog) {
  if (hasTyped(dialog) && !window.confirm(unsaved())) return;
  for (const form of dialog.querySelectorAll("form[data-changed]")) delete form.dataset.changed;
  const link = dialog.querySelector("a[data-close]");
  if (isDialogPage && link) {
    window.location.assign(link.href);
    return;
  }
  dialog.close();
  // Only a dialog that belongs to the page (opened by data-opens) may be opened again.
  if (!dialog.dataset.stays) dialog.remove();
  opener?.focus();
}

document.addEventListener("click", (event) => {
  const trigger = event.target.closest("[data-opens]");
  if (trigger) {
    const dialog = document.getElementById(trigger.dataset.opens);
    if (dialog) {
      event.preventDefault();
      opener = trigger;
      dialog.dataset.stays = "yes";
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
  liftAll(detail.elt.parentElement ?? detail.elt);
});
liftAll(document);
