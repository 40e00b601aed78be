// What was chosen in a field for files: names and sizes, and at once what the server would refuse for its size.

const sizeOf = (bytes) =>
  bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("input[type=file][data-most-bytes]")) return;
  const list = target.parentElement.querySelector(".chosen-files");
  const files = [...target.files];
  const lines = files.map((file) => line(file.name, sizeOf(file.size), remark(file, target.dataset)));
  const together = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length > Number(target.dataset.mostFiles)) lines.push(line("", "", target.dataset.tooMany));
  if (together > Number(target.dataset.mostTogether)) lines.push(line("", "", target.dataset.tooMuch));
  list.replaceChildren(...lines);
  list.hidden = lines.length === 0;
});

function remark(file, { mostBytes, tooLarge }) {
  return file.size > Number(mostBytes) ? tooLarge : "";
}

function line(name, size, wrong) {
  const item = document.createElement("li");
  item.classList.toggle("is-wrong", wrong !== "");
  for (const [tag, text] of [["b", name], ["span", size], ["span", wrong]]) {
    if (!text) continue;
    const part = document.createElement(tag);
    part.textContent = text;
    item.append(part);
  }
  return item;
}
