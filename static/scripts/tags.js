// A field for tags: each word becomes a chip at a comma or Enter, and the office's tags are offered while one types.
// What is sent stays in the field of the form: words with commas between, as without this script.

const between = /[,，、\n]/;

function build(field) {
  field.dataset.built = "yes";
  const box = document.createElement("div");
  box.className = "token-box";
  const line = document.createElement("input");
  const options = document.createElement("datalist");
  options.id = `${field.id}-options`;
  Object.assign(line, { type: "text", autocomplete: "off", maxLength: 60 });
  line.setAttribute("list", options.id);
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (field.hasAttribute(name)) line.setAttribute(name, field.getAttribute(name));
  }
  field.after(box, options);
  box.append(line);
  // The label and the error summary lead to the line; the field itself leaves the picture.
  line.id = field.id;
  field.removeAttribute("id");
  field.type = "hidden";
  // What people typed stands in it all the same: a draft keeps it.
  field.dataset.typed = "yes";

  const words = () => [...box.querySelectorAll(".token > span")].map((word) => word.textContent);
  const write = () => {
    field.value = words().join(", ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const add = (text) => {
    for (const word of text.split(between).map((part) => part.trim().replace(/^#+/, ""))) {
      if (!word || words().includes(word)) continue;
      const token = document.createElement("span");
      token.className = "token";
      const name = document.createElement("span");
      name.textContent = word;
      const off = document.createElement("button");
      off.type = "button";
      off.setAttribute("aria-label", `${word} ×`);
      off.textContent = "×";
      off.addEventListener("click", () => {
        token.remove();
        write();
        line.focus();
      });
      token.append(name, off);
      line.before(token);
    }
  };
  const take = () => {
    if (!line.value.trim()) return;
    add(line.value);
    line.value = "";
    write();
  };
  const offer = async () => {
    const address = `${field.dataset.tags}?name=${encodeURIComponent(line.value)}`;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok) options.innerHTML = await answer.text();
  };

  let waiting;
  line.addEventListener("focus", offer, { once: true });
  line.addEventListener("input", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (between.test(line.value) || event.inputType === "insertReplacementText") {
      take();
      return;
    }
    clearTimeout(waiting);
    waiting = setTimeout(offer, 200);
  });
  line.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && line.value.trim()) {
      event.preventDefault();
      take();
    } else if (event.key === "Backspace" && !line.value) {
      box.querySelector(".token:last-of-type")?.remove();
      write();
    }
  });
  line.addEventListener("blur", take);
  const draw = () => {
    for (const token of box.querySelectorAll(".token")) token.remove();
    add(field.value);
  };
  // Filled by another script, such as a draft that is put back.
  field.addEventListener("change", draw);
  draw();
}

const buildAll = () => document.querySelectorAll("input[data-tags]:not([data-built])").forEach(build);
buildAll();
document.addEventListener("htmx:afterSettle", buildAll);

// The small form on a partner's page opens with the cursor in its line.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.matches?.(".tag-more") && target.open) target.querySelector("input[data-autofocus]")?.focus();
  },
  true,
);
