// What the system says: toasts that leave by themselves, and the notice of a lost connection with a way to retry.

const STAYS = 10_000;

function watch(toast) {
  let timer = null;
  const leave = () => toast.remove();
  const start = () => {
    // A refusal stays until it is closed.
    if (toast.classList.contains("toast-ok")) timer = setTimeout(leave, STAYS);
  };
  const wait = () => clearTimeout(timer);
  toast.addEventListener("mouseenter", wait);
  toast.addEventListener("mouseleave", start);
  toast.addEventListener("focusin", wait);
  toast.addEventListener("focusout", start);
  toast.querySelector("[data-dismiss]").addEventListener("click", leave);
  start();
}

function watchAll() {
  for (const toast of document.querySelectorAll("[data-toast]:not([data-watched])")) {
    toast.dataset.watched = "yes";
    watch(toast);
  }
}
watchAll();
document.addEventListener("htmx:afterSettle", watchAll);
document.addEventListener("htmx:oobAfterSwap", watchAll);

// The connection
const notice = document.getElementById("connection");
const waiting = new Map();

function say(offline) {
  const text = notice.querySelector("span");
  text.textContent = offline ? text.dataset.offlineText : text.dataset.failedText;
  notice.hidden = false;
}

function retry() {
  notice.hidden = true;
  for (const [element, { verb, path, target }] of waiting) {
    waiting.delete(element);
    if (document.contains(element)) htmx.ajax(verb, path, { source: element, target });
  }
}

function failed({ detail }, offline) {
  const { verb, path } = detail.requestConfig;
  waiting.set(detail.elt, { verb, path, target: detail.target });
  say(offline);
}

if (notice) {
  document.addEventListener("htmx:sendError", (event) => failed(event, true));
  document.addEventListener("htmx:timeout", (event) => failed(event, true));
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    // Our own error answers bring their notice with them.
    if (xhr.status >= 500 && !xhr.getResponseHeader("HX-Retarget")) failed(event, false);
  });
  notice.querySelector("[data-retry]").addEventListener("click", retry);
  window.addEventListener("online", retry);
  window.addEventListener("offline", () => say(true));
  // A plain form sent without a connection would lose what was typed.
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(true);
  }, true);
}
