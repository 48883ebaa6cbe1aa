// Writing an application: saves what is typed, and adds up the budget while it is written.
// Every page works without this file: the buttons do the same.

const PAUSE = 1200;
const AGAIN = 15000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-status]");
    this.marks = form.querySelector('input[name$="seen.marks"]');
    this.timer = 0;
    this.running = false;
    this.dirty = false;
    this.stopped = false;
  }

  start() {
    this.form.addEventListener("input", () => this.soon());
    this.form.addEventListener("change", () => this.soon());
    this.form.addEventListener("submit", () => {
      window.clearTimeout(this.timer);
      this.stopped = true;
    });
    window.addEventListener("online", () => this.dirty && this.save());
    // The browser may show the page again as it was left.
    window.addEventListener("pageshow", () => (this.stopped = false));
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save());
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  soon(pause = PAUSE) {
    this.dirty = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), pause);
  }

  async save() {
    window.clearTimeout(this.timer);
    if (this.stopped) return;
    if (this.running) return this.soon();
    this.running = true;
    this.dirty = false;
    const body = new FormData(this.form);
    body.set("then", "autosave");
    try {
      const answer = await fetch(window.location.pathname, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
      await this.answered(answer);
    } catch {
      this.say("Not saved yet: the service cannot be reached. Leave this page open, we keep trying.");
      if (!this.stopped) this.soon(AGAIN);
    } finally {
      this.running = false;
    }
  }

  async answered(answer) {
    const words = await answer.json();
    if (this.stopped) return;
    if (answer.status === 409) {
      this.say(words.refused);
      return;
    }
    if (!answer.ok) throw new Error(answer.status);
    this.marks.value = words.marks;
    this.say(words.saved);
  }
}

// -- The budget ------------------------------------------------------------------------

function pence(text) {
  const plain = text.replace(/[£\s]/g, "");
  if (!/^(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$/.test(plain)) return 0;
  return Math.round(Number(plain.replaceAll(",", "")) * 100);
}

function pounds(amount) {
  const whole = amount % 100 === 0;
  return (amount / 100).toLocaleString("en-GB", { style: "currency", currency: "GBP", minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: whole ? 0 : 2 });
}

function addUp(form) {
  const place = form.querySelector("[data-total]");
  if (!place) return;
  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-cost]")) return;
    const costs = [...form.querySelectorAll("[data-cost]")].map((field) => pence(field.value));
    place.textContent = pounds(costs.reduce((sum, cost) => sum + cost, 0));
  });
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  new Autosave(form).start();
  addUp(form);
}
