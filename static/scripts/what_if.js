// Can we afford this? The page answers while somebody types, and the line can be dragged.
// Without this file the same is done by the buttons.
const WAIT = 500;
const form = document.querySelector("[data-what-if]");
let timer, latest = 0;

// What was worked out is taken over from the answer; what is typed stays as it is.
async function renew() {
  const turn = ++latest;
  const asked = new FormData(form);
  asked.delete("file");
  asked.delete("lines");
  asked.set("act", "look");
  const rows = [...form.querySelectorAll(".try-row")];
  // A rank that is being typed moves nothing yet.
  for (const row of rows) asked.set(row.querySelector("input[name$=-rank]").name, row.dataset.rank ?? "");
  const response = await fetch(window.location.href, { method: "POST", body: asked, credentials: "same-origin" });
  if (!response.ok || turn !== latest) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const id of ["verdict", "years"]) replace(document.getElementById(id), page.getElementById(id));
  // Rows left empty do not come back: the others keep their order.
  const judged = [...page.querySelectorAll(".try-judged")];
  for (const row of rows.filter(isTyped)) replace(row.querySelector(".try-judged"), judged.shift());
}

const isTyped = (row) =>
  [...row.querySelectorAll("input[name$=-payee_name], input[name$=-pence]")].some((each) => each.value.trim());

function replace(part, fresh) {
  if (!part || !fresh || part.innerHTML === fresh.innerHTML) return;
  part.className = fresh.className;
  part.innerHTML = fresh.innerHTML;
}

function soon() {
  window.clearTimeout(timer);
  // A page that cannot be reached says so when the button is pressed.
  timer = window.setTimeout(() => renew().catch(() => {}), WAIT);
}

function rowAbove(y) {
  const rows = [...form.querySelectorAll(".try-row[data-rank]")];
  return rows.filter((row) => row.getBoundingClientRect().bottom - row.offsetHeight / 2 < y).at(-1);
}

function follow(line) {
  const mark = (row) => {
    for (const each of form.querySelectorAll(".try-row--drop")) each.classList.remove("try-row--drop");
    row?.classList.add("try-row--drop");
  };
  line.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button")) return;
    line.setPointerCapture(event.pointerId);
    line.classList.add("try-line--held");
  });
  line.addEventListener("pointermove", (event) => {
    if (line.hasPointerCapture(event.pointerId)) mark(rowAbove(event.clientY));
  });
  line.addEventListener("pointerup", (event) => {
    if (!line.hasPointerCapture(event.pointerId)) return;
    form.elements.cut_off.value = rowAbove(event.clientY)?.dataset.rank ?? "0";
    form.requestSubmit(form.querySelector("button[value=look]"));
  });
  line.addEventListener("pointercancel", () => {
    mark(null);
    line.classList.remove("try-line--held");
  });
}

if (form) {
  // Rank moves rows about, and files are read once: these wait for the button.
  form.addEventListener("input", (event) => {
    if (/-(payee_name|pence|head|year)$/.test(event.target.name) || event.target.name === "counted_free") soon();
  });
  for (const line of form.querySelectorAll("[data-line]")) follow(line);
}
