// Answering: saves what is typed, keeps it on this device while the service is away, and shows
// questions when they apply. Every page works without this file.

const PAUSE = 1200;
const AGAIN = 15000;
const STORE = "respond:";

function store(act) {
  // A browser may refuse storage; then what is typed lives on the page alone.
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

function fieldsOf(form) {
  const fields = [];
  for (const [name, value] of new FormData(form))
    if (/^[qd]_/.test(name) && typeof value === "string" && value !== "") fields.push([name, value]);
  return fields;
}

function fill(form, fields) {
  for (const control of form.elements) {
    if (!/^[qd]_/.test(control.name)) continue;
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
    control.dispatchEvent(new Event(control.type === "radio" || control.type === "checkbox" ? "change" : "input", { bubbles: true }));
  }
}

// -- Saving ---------------------------------------------------------------------------

class Keeper {
  constructor(form) {
    this.form = form;
    this.name = STORE + form.dataset.keep;
    this.status = form.querySelector("[data-status]");
    this.timer = 0;
    this.running = false;
    this.dirty = false;
  }

  start() {
    this.restore();
    this.form.addEventListener("input", () => this.soon());
    this.form.addEventListener("change", () => this.soon());
    this.form.addEventListener("submit", () => this.onSubmit());
    window.addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save());
  }

  say(words) {
    if (this.status && this.status.textContent !== words) this.status.textContent = words;
  }

  soon() {
    this.dirty = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), PAUSE);
  }

  keep() {
    const kept = { base: this.form.dataset.saved, token: this.form.elements.token?.value, fields: fieldsOf(this.form) };
    store((local) => local.setItem(this.name, JSON.stringify(kept)));
  }

  forget() {
    store((local) => local.removeItem(this.name));
  }

  onSubmit() {
    window.clearTimeout(this.timer);
    this.dirty = false;
    // Should the service be away just now, the page that is opened next finds this here.
    this.keep();
  }

  async save() {
    window.clearTimeout(this.timer);
    if (this.running) return this.soon();
    this.running = true;
    this.dirty = false;
    try {
      const answer = await fetch(this.form.dataset.save, { method: "POST", body: new FormData(this.form), credentials: "same-origin", headers: { Accept: "application/json" } });
      await this.saved(answer);
    } catch {
      this.away();
    } finally {
      this.running = false;
    }
  }

  async saved(answer) {
    if (answer.ok) {
      const { saved, mark } = await answer.json();
      this.form.dataset.saved = mark;
      if (!this.dirty) this.forget();
      return this.say(saved);
    }
    if (answer.status === 409) return this.say((await answer.json()).refused);
    return this.away();
  }

  away() {
    this.keep();
    this.dirty = true;
    this.say("Not saved yet. What you write is kept on this device, and we keep trying.");
    this.timer = window.setTimeout(() => this.save(), AGAIN);
  }

  restore() {
    const text = store((local) => local.getItem(this.name));
    if (!text) return;
    let kept;
    try {
      kept = JSON.parse(text);
    } catch {
      return this.forget();
    }
    if (JSON.stringify(kept.fields) === JSON.stringify(fieldsOf(this.form))) return this.forget();
    const begun = this.form.dataset.saved !== "0";
    // Somebody took their response off this computer: what they wrote is not the next person's.
    if (!begun && kept.base !== "0") return this.forget();
    // A first save may have arrived although its answer did not: the same token, the same draft.
    if (!begun && kept.token) this.form.elements.token.value = kept.token;
    if (kept.base === this.form.dataset.saved) return this.putBack(kept.fields);
    this.offer(kept.fields);
  }

  putBack(fields) {
    fill(this.form, fields);
    this.say("We put back what you wrote on this device.");
    this.soon();
  }

  // Something was saved elsewhere since: the person says which of the two is right.
  offer(fields) {
    const note = document.createElement("div");
    note.className = "note note--waiting";
    const words = document.createElement("p");
    words.textContent = "On this device is something you wrote on this page that was not saved. ";
    const use = document.createElement("button");
    use.type = "button";
    use.className = "link-button";
    use.textContent = "Put it back";
    use.addEventListener("click", () => {
      note.remove();
      this.putBack(fields);
    });
    words.append(use);
    note.append(words);
    this.form.before(note);
  }
}

// -- Questions that depend on others on the page --------------------------------------

function answersOf(form, key) {
  const found = [];
  for (const control of form.elements) {
    if (control.name !== `q_${key}` && !control.name?.startsWith(`q_${key}__`)) continue;
    const box = control.type === "radio" || control.type === "checkbox";
    if (box ? control.checked : control.value.trim() !== "") found.push(control.value);
  }
  return found;
}

function follow(form) {
  const hidden = new Set();
  const holds = (test) => {
    const given = hidden.has(test.question) ? [] : answersOf(form, test.question);
    return test.any_of.length ? given.some((value) => test.any_of.includes(value)) : given.length > 0;
  };
  for (const block of form.querySelectorAll("[data-question], [data-show-if]")) {
    if (!block.dataset.showIf) continue;
    const { every, tests } = JSON.parse(block.dataset.showIf);
    block.hidden = !(every ? tests.every(holds) : tests.some(holds));
    if (block.hidden && block.dataset.question) hidden.add(block.dataset.question);
  }
}

function showWhenNeeded(form) {
  if (!form.querySelector("[data-show-if]")) return;
  for (const words of form.querySelectorAll(".question__when")) words.hidden = true;
  const look = () => follow(form);
  form.addEventListener("change", look);
  form.addEventListener("input", look);
  window.addEventListener("pageshow", look);
  look();
}

// -- What is over is forgotten --------------------------------------------------------

function forgetAll(prefix) {
  store((local) => {
    for (const name of Object.keys(local)) if (name.startsWith(STORE + prefix)) local.removeItem(name);
  });
}

for (const form of document.querySelectorAll("form[data-respond]")) {
  showWhenNeeded(form);
  new Keeper(form).start();
}
for (const place of document.querySelectorAll("[data-finished]")) forgetAll(place.dataset.finished);
