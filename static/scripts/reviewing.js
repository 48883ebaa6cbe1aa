// Reading a draft: the form of a comment opens in place, below the paragraph it speaks of.
// Without this file each link opens the form as a page of its own.

const open = new Map();

function said(form) {
  return [...form.querySelectorAll("textarea")].some((field) => field.value.trim() !== "");
}

function place(link) {
  const box = document.createElement("div");
  box.className = "reviewing-inplace";
  link.closest(".reviewing-act, .acts").after(box);
  return box;
}

function close(link) {
  open.get(link).hidden = true;
  link.setAttribute("aria-expanded", "false");
  link.focus();
}

function show(link) {
  const box = open.get(link);
  box.hidden = false;
  link.setAttribute("aria-expanded", "true");
  (box.querySelector("textarea, input:not([type=hidden])") ?? box).focus();
}

// Several forms may stand on one page: every id is its own.
function renamed(form, number) {
  for (const field of form.querySelectorAll("[id]")) field.id = `c${number}-${field.id}`;
  for (const name of ["for", "aria-describedby", "aria-labelledby"])
    for (const field of form.querySelectorAll(`[${name}]`)) {
      const ids = field.getAttribute(name).split(/\s+/);
      field.setAttribute(name, ids.map((id) => `c${number}-${id}`).join(" "));
    }
  return form;
}

async function fetched(link) {
  const answer = await fetch(link.href, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-comment-form]");
}

async function begin(link) {
  if (open.has(link)) {
    if (open.get(link).hidden) show(link);
    else close(link);
    return;
  }
  const form = await fetched(link).catch(() => null);
  if (!form) {
    window.location.assign(link.href);
    return;
  }
  const box = place(link);
  box.append(renamed(form, open.size + 1));
  open.set(link, box);
  form.querySelector("[data-comment-close]").addEventListener("click", (event) => {
    // What was typed stays in the closed form.
    event.preventDefault();
    close(link);
  });
  form.addEventListener("submit", () => form.setAttribute("data-sent", ""));
  show(link);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-comment]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  begin(link);
});

window.addEventListener("beforeunload", (event) => {
  const forms = [...open.values()].map((box) => box.querySelector("form"));
  const left = forms.some((form) => form && !form.hasAttribute("data-sent") && said(form));
  if (left && !forms.some((form) => form?.hasAttribute("data-sent"))) event.preventDefault();
});
