// A page that shows a running job looks again every two seconds, in place. Without this
// file the page has a link that does the same.
const PAUSE = 2000;

async function lookAgain(region) {
  try {
    const answer = await fetch(window.location.href, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) return window.setTimeout(() => lookAgain(region), PAUSE * 5);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(region.id);
    if (!fresh) return window.location.reload();
    document.title = page.title;
    region.replaceChildren(...fresh.childNodes);
    if (fresh.dataset.running === "yes") window.setTimeout(() => lookAgain(region), PAUSE);
  } catch {
    window.setTimeout(() => lookAgain(region), PAUSE * 5);
  }
}

export function watchJobs() {
  for (const region of document.querySelectorAll('[data-running="yes"]'))
    window.setTimeout(() => lookAgain(region), PAUSE);
}
