// A form that takes long (data-progress, on the form or on its button) shows how far it is. It is sent as always, and
// the browser goes where the answer leads; meanwhile a dialog asks. If it gets no answer, nothing is lost but the figure.

const SHOWN_AFTER = 500;
const AGAIN_AFTER = 400;
const template = document.getElementById("progress");
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
let dialog = null;
let waitsFor = "";
let shown = "";

async function look(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  const stand = answer?.ok ? await answer.text() : shown;
  if (!dialog || stand === shown) return;
  shown = stand;
  dialog.querySelector("[data-stand]").innerHTML = stand;
  const words = dialog.querySelector("[data-mark]");
  const said = dialog.querySelector("[data-said]");
  if (said.dataset.mark === words.dataset.mark) return;
  said.dataset.mark = words.dataset.mark;
  said.textContent = words.textContent;
}

function open() {
  dialog = template.content.firstElementChild.cloneNode(true);
  shown = "";
  // The work is under way: only its answer closes it, or going elsewhere.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
}

async function follow(address) {
  waitsFor = address;
  await wait(SHOWN_AFTER);
  if (waitsFor !== address) return;
  open();
  while (dialog) {
    await look(address);
    await wait(AGAIN_AFTER);
  }
}

function leave() {
  waitsFor = "";
  dialog?.remove();
  dialog = null;
}

if (template) {
  document.addEventListener("submit", ({ target, submitter }) => {
    const address = submitter?.dataset.progress ?? target.dataset.progress;
    if (address && waitsFor !== address) follow(address);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.elt.dataset?.progress && !detail.xhr.getResponseHeader("HX-Location")) leave();
  });
  window.addEventListener("pageshow", ({ persisted }) => persisted && leave());
}
