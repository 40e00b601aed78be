// How htmx talks to the server. Its settings stand in the page's meta element; here is what settings cannot say.

// An address keeps only the filters that are in use: /partners/?kind=city, not /partners/?kind=city&tie=&q=.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.elt.closest?.("form[data-filters]")) return;
  for (const [name, value] of [...detail.formData.entries()]) {
    if (value === "") detail.formData.delete(name);
  }
});

// A panel that could not load offers its link again instead of waiting for ever.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful && detail.elt.matches?.("[data-panel]")) detail.elt.removeAttribute("aria-busy");
});

// What the server swapped in may hold an error summary: lead the reader there.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  target.querySelector?.("[data-focus]")?.focus();
});
