// How htmx talks to the server. Its settings stand in the page's meta element; here is what settings cannot say.

// An address keeps only the filters that are in use: /partners/?kind=city, not /partners/?kind=city&tie=&q=.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.elt.closest?.("form[data-filters]")) return;
  for (const [name, value] of [...detail.formData.entries()]) {
    if (value === "") detail.formData.delete(name);
  }
});

// Going elsewhere after a write loads a whole page: its menu, its messages and its own scripts.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const address = event.detail.xhr.getResponseHeader("HX-Location");
  if (!address) return;
  event.preventDefault();
  delete event.detail.elt.closest("form")?.dataset.changed;
  window.location.assign(address);
});

// The session has ended: to the sign-in page, without asking. What was typed is kept (drafts.js) and comes back.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr } = event.detail;
  const address = xhr.getResponseHeader("HX-Redirect");
  if (xhr.status !== 401 || !address) return;
  event.preventDefault();
  for (const form of document.querySelectorAll("form[data-changed]")) form.dataset.cutOff = "yes";
  window.location.assign(address);
});

// A second click while the first is under way sends nothing.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  if (requestConfig.verb !== "post") return;
  if (elt.dataset.sent) event.preventDefault();
  else elt.dataset.sent = "yes";
});

// An error answer of ours names the place of its notice; somebody else's error page (a proxy's) is not shown.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { xhr, isError } = detail;
  if (isError && !xhr.getResponseHeader("HX-Retarget")) detail.shouldSwap = false;
});

// A panel that could not load, and those that it would have brought, offer their links again instead of waiting for ever.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { elt, successful } = detail;
  if (successful || !elt.matches?.("[data-panel]")) return;
  const brought = elt.getAttribute("hx-select-oob");
  for (const panel of [elt, ...(brought ? document.querySelectorAll(brought) : [])]) panel.removeAttribute("aria-busy");
});

// What the server swapped in may hold an error summary: lead the reader there.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const summary = target.matches?.("[data-focus]") ? target : target.querySelector?.("[data-focus]");
  summary?.focus();
});

// A notice belongs where the reader is: over an open dialog, not under it.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const dialog = document.querySelector("dialog:modal");
  if (detail.target.id !== "notices" || !dialog) return;
  dialog.querySelector(".notices")?.remove();
  const place = document.createElement("div");
  place.className = "notices";
  place.setAttribute("role", "alert");
  dialog.prepend(place);
  place.append(...detail.target.childNodes);
});
