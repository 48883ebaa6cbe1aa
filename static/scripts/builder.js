// The rows of options: more rows and up and down without sending the page. Without this file
// the same buttons send it, and the server draws the rows again.
const rows = document.querySelector("[data-option-rows]");

function controls(row) {
  return row.querySelectorAll("input");
}

function swap(one, other) {
  const [mine, theirs] = [controls(one), controls(other)];
  mine.forEach((input, i) => {
    [input.value, theirs[i].value] = [theirs[i].value, input.value];
  });
}

function addRow() {
  const row = rows.lastElementChild.cloneNode(true);
  const number = rows.children.length;
  row.querySelectorAll("button").forEach((button) => button.remove());
  controls(row).forEach((input) => {
    input.value = "";
    if (input.id) input.id = input.id.replace(/(_\d+)?$/, `_${number}`);
    if (input.hasAttribute("aria-label")) input.setAttribute("aria-label", `Option ${number + 1}`);
  });
  rows.append(row);
  row.querySelector("input:not([type=hidden])").focus();
}

function press(event) {
  const button = event.target.closest("button[name$=_row]");
  if (!button) return;
  event.preventDefault();
  const [act, at] = button.value.split("-");
  if (act === "more") return addRow();
  const here = rows.children[Number(at)];
  const there = act === "up" ? here.previousElementSibling : here.nextElementSibling;
  if (there) swap(here, there);
}

if (rows) rows.closest("form").addEventListener("click", press);
