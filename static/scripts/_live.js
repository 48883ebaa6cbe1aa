// A part of a page with data-live="3" is asked for again every three seconds and replaced where it
// differs, until it comes without data-live. The page itself, and what is typed on it, stay.
const LONGEST_WAIT = 30;

async function renew(part) {
  const response = await fetch(window.location.href, { credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById(part.id);
  if (!fresh) return null;
  document.title = page.title;
  if (fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
  if (!fresh.dataset.live) part.removeAttribute("data-live");
  return part;
}

function follow(part, wait) {
  window.setTimeout(async () => {
    if (document.hidden) return follow(part, wait);
    try {
      if ((await renew(part))?.dataset.live) follow(part, Number(part.dataset.live));
    } catch {
      // Away for a moment: ask less and less often.
      follow(part, Math.min(wait * 2, LONGEST_WAIT));
    }
  }, wait * 1000);
}

export function keepLive() {
  for (const part of document.querySelectorAll("[data-live][id]")) follow(part, Number(part.dataset.live));
}
