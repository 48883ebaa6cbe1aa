// Reading answers: keys for the links and buttons that name one, and quoting by selection.
// Without this file the same is done by links, buttons and ticked sentences.

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, summary");

function watchKeys() {
  const help = document.querySelector("[data-keys]");
  if (help) help.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const wanted = [...document.querySelectorAll("[data-key]")].find((each) =>
      each.dataset.key.split(" ").includes(event.key),
    );
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });
}

// The server counts characters, the browser counts UTF-16 units.
const characters = (text) => [...text].length;

function offsetIn(answer, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(answer);
  before.setEnd(node, offset);
  return characters(before.toString());
}

function watchSelection() {
  const answer = document.querySelector("[data-answer]");
  const form = document.querySelector("[data-quoting]");
  if (!answer || !form) return;
  const box = form.querySelector("[data-selected]");
  const start = form.querySelector("[data-start]");
  const end = form.querySelector("[data-end]");
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!answer.contains(range.startContainer) || !answer.contains(range.endContainer)) return;
    start.value = offsetIn(answer, range.startContainer, range.startOffset);
    end.value = offsetIn(answer, range.endContainer, range.endOffset);
    form.querySelector("[data-words]").textContent = range.toString();
    start.disabled = false;
    end.disabled = false;
    box.hidden = false;
  });
  // Ticking a sentence takes the selection back.
  form.addEventListener("change", (event) => {
    if (event.target.name !== "sentence") return;
    start.disabled = true;
    end.disabled = true;
    box.hidden = true;
  });
}

watchKeys();
watchSelection();
