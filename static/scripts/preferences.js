// Runs before the page is painted: says that scripts work, and applies what the reader chose on this machine.
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("has-script");

  // A browser that forbids storage keeps the defaults.
  const store = {
    get(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        localStorage.setItem(key, value);
      } catch {
        /* nothing to keep it in */
      }
    },
  };

  const setContrast = (high) => {
    if (high) root.dataset.krdsMode = "high-contrast";
    else delete root.dataset.krdsMode;
  };
  setContrast(store.get("contrast") === "high");

  const restore = (scope) => {
    for (const box of scope.querySelectorAll("input[data-remember]")) {
      if (box.value === store.get(box.dataset.remember)) box.checked = true;
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    restore(document);
    for (const button of document.querySelectorAll("[data-contrast]")) {
      button.setAttribute("aria-pressed", String("krdsMode" in root.dataset));
      button.addEventListener("click", () => {
        const high = !("krdsMode" in root.dataset);
        setContrast(high);
        store.set("contrast", high ? "high" : "normal");
        button.setAttribute("aria-pressed", String(high));
      });
    }
  });
  document.addEventListener("htmx:load", (event) => restore(event.detail.elt));
  document.addEventListener("change", ({ target }) => {
    if (target.dataset?.remember) store.set(target.dataset.remember, target.value);
  });
})();
