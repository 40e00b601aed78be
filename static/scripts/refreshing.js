// What shows records follows what was changed in a drawer over it: panels load anew, and parts of the page that are
// marked (data-live, with an id) are taken from the page as it is now.

// A panel that has loaded remembers from where: its answer took its place.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target, requestConfig, shouldSwap } = detail;
  if (!shouldSwap || requestConfig.verb !== "get" || !target.matches?.("[data-panel]")) return;
  const { parentElement, previousElementSibling } = target;
  const address = requestConfig.path;
  document.addEventListener(
    "htmx:afterSwap",
    () => {
      const loaded = previousElementSibling?.nextElementSibling ?? parentElement?.firstElementChild;
      if (loaded?.matches("section, div, article")) loaded.dataset.panel = address;
    },
    { once: true },
  );
});

async function refresh() {
  for (const panel of document.querySelectorAll("[data-panel]:not([data-panel=''])")) {
    htmx.ajax("GET", panel.dataset.panel, { source: panel, target: panel, swap: "outerHTML" });
  }
  if (!document.querySelector("[data-live]")) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const shown of document.querySelectorAll("[data-live]")) {
    const fresh = now.getElementById(shown.id);
    if (!fresh) continue;
    const taken = document.adoptNode(fresh);
    shown.replaceWith(taken);
    htmx.process(taken);
  }
}

document.addEventListener("records-changed", refresh);
