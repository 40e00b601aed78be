// What shows records follows what was changed in a drawer over it: panels load anew, and parts of the page that are
// marked (data-live, with an id) are taken from the page as it is now.

// Where a panel can be read by itself: its link says so, until its answer took its place.
const addressOf = (panel) => panel.dataset.panel || panel.querySelector(".panel-link")?.getAttribute("href") || "";

// A panel that has loaded remembers from where: its answer took its place.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target, requestConfig, shouldSwap } = detail;
  if (!shouldSwap || requestConfig.verb !== "get" || !target.matches?.("[data-panel]")) return;
  const { parentElement, previousElementSibling } = target;
  const address = addressOf(target);
  document.addEventListener(
    "htmx:afterSwap",
    () => {
      const loaded = previousElementSibling?.nextElementSibling ?? parentElement?.firstElementChild;
      if (loaded?.matches("section, div, article")) loaded.dataset.panel = address;
    },
    { once: true },
  );
});

// So does one that came along with another.
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const { target, fragment } = detail;
  if (target.matches("[data-panel]")) fragment.firstElementChild.dataset.panel = addressOf(target);
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
