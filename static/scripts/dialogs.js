// A dialog arrives open in the page and works there; scripts lift it over the page and keep the focus inside.

const unsaved = () => document.body.dataset.unsaved;
let opener = null;

// A page that is a dialog: what htmx swaps in there takes over its way of leaving.
const isDialogPage = document.querySelector("dialog[data-dialog][open]") !== null;

function lift(dialog) {
  dialog.close();
  dialog.showModal();
  // What was refused goes before what merely comes first.
  const first =
    dialog.querySelector("[aria-invalid=true]") ??
    dialog.querySelector("[autofocus], input:not([type=hidden]), select, textarea");
  (first ?? dialog.querySelector("h2")).focus();
}

function liftAll(scope) {
  for (const dialog of scope.querySelectorAll("dialog[data-dialog][open]:not(:modal)")) lift(dialog);
}

const hasTyped = (dialog) => dialog.querySelector("form[data-changed]") !== null;

// Messages that were shown over a dialog outlive it.
function bringMessagesBack(place) {
  const messages = place.querySelector("#messages");
  if (messages?.closest("dialog")) document.body.append(messages);
}
document.addEventListener("htmx:beforeSwap", ({ detail }) => bringMessagesBack(detail.target));

// A dialog that htmx brought simply goes; one that is a page of its own leads back where its close link leads.
function leave(dialog) {
  if (hasTyped(dialog) && !window.confirm(unsaved())) return;
  for (const form of dialog.querySelectorAll("form[data-changed]")) delete form.dataset.changed;
  dialog.dispatchEvent(new CustomEvent("left", { bubbles: true }));
  const link = dialog.querySelector("a[data-close]");
  if (isDialogPage && link) {
    window.location.assign(link.href);
    return;
  }
  dialog.close();
  bringMessagesBack(dialog);
  // Only a dialog that belongs to the page (opened by data-opens) may be opened again.
  if (!dialog.dataset.stays) dialog.remove();
  opener?.focus();
}

// A link or a form that looks for something (GET) opens over the page what it leads to.
function openOver(address, source) {
  htmx.ajax("GET", address, { source, target: "#dialogs", swap: "innerHTML" });
}

const isPlain = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-drawer], a[href^='/interactions/new']");
  if (!link || !isPlain(event) || event.defaultPrevented || document.querySelector("dialog:modal")) return;
  event.preventDefault();
  openOver(link.href, link);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-drawer]") || event.submitter?.hasAttribute("data-whole-page")) return;
  event.preventDefault();
  const asked = new URLSearchParams(new FormData(form, event.submitter));
  const address = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  openOver(`${address}?${asked}`, event.submitter ?? form);
});

// The map speaks from its frame.
window.addEventListener("message", ({ origin, data }) => {
  if (origin !== location.origin || data?.from !== "map" || data.type !== "open" || document.querySelector("dialog:modal")) return;
  openOver(data.address, document.querySelector("[data-map-frame]"));
});

// What it was opened for is done: it closes without asking.
document.addEventListener("dialog-done", () => {
  const dialog = document.querySelector("dialog:modal");
  if (!dialog) return;
  for (const form of dialog.querySelectorAll("form[data-changed]")) delete form.dataset.changed;
  leave(dialog);
});

// What is said while it stays open is said over it.
document.addEventListener("htmx:oobAfterSwap", () => {
  const messages = document.getElementById("messages");
  const dialog = document.querySelector("dialog:modal");
  if (dialog && messages && !dialog.contains(messages)) dialog.append(messages);
});

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
  if (detail.target?.id === "dialogs") opener = detail.elt;
});
document.addEventListener("htmx:load", ({ detail }) => {
  liftAll(detail.elt.parentElement ?? detail.elt);
});
liftAll(document);
