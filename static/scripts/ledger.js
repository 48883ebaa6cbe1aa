// While somebody types an amount, the page asks what the move would do and says so beside the
// form. Without this file the “Check” button asks the same question.
import { keepLive } from "./_live.js";
import { watchReveals } from "./_reveals.js";

const WAIT = 250;

// On a narrow screen the effect stays at the foot of the window: what is typed in stays above it.
function keepInSight(field, place) {
  const [above, below] = [field.getBoundingClientRect(), place.getBoundingClientRect()];
  const beside = above.right < below.left || below.right < above.left;
  const covered = above.bottom + 24 - below.top;
  if (!beside && covered > 0 && above.top < below.bottom) window.scrollBy(0, covered);
}

function follow(form) {
  const place = document.getElementById(form.dataset.effect);
  let timer;
  let asked = 0;

  async function ask() {
    const number = ++asked;
    const body = new FormData(form);
    body.set("check", "live");
    try {
      const answer = await fetch(form.action || window.location.href, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok || number !== asked) return;
      const words = await answer.text();
      if (words !== place.innerHTML) place.innerHTML = words;
      if (form.contains(document.activeElement)) keepInSight(document.activeElement, place);
    } catch {
      // Away for a moment: what was shown stays, and sending the form still tells.
    }
  }

  function soon(event) {
    if (event.target.name === "reason") return;
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT);
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // What a link or the row itself filled in beforehand has an effect already.
  if (form.querySelector("input[name=pence]")?.value) ask();
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
keepLive();
watchReveals();

for (const form of document.querySelectorAll("form[data-effect]")) follow(form);
