// Writing a section: shows a preview while somebody writes, says that they are still at it, and
// keeps on this device what is not saved. The page works without this file.

const PAUSE = 600;
const BEAT = 30000;
const STORE = "section:";

function store(act) {
  // A browser may refuse storage; then what is typed lives on the page alone.
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

function send(address, form) {
  const body = new FormData(form);
  return fetch(address, { method: "POST", body, credentials: "same-origin" });
}

class Writing {
  constructor(form) {
    this.form = form;
    this.name = STORE + form.dataset.section;
    this.status = form.querySelector("[data-status]");
    this.words = form.querySelector("[data-words]");
    this.pane = document.querySelector("[data-live-preview]");
    this.timer = 0;
    this.asked = 0;
  }

  start() {
    this.offer();
    this.form.addEventListener("input", () => this.soon());
    window.setInterval(() => this.beat(), BEAT);
    // A browser slows the clock of a page that is not looked at.
    document.addEventListener("visibilitychange", () => document.hidden || this.beat());
    window.addEventListener("online", () => this.beat());
    if (!this.pane || !this.form.dataset.preview) return;
    this.pane.hidden = false;
    for (const button of this.form.querySelectorAll("[data-preview-button]")) button.hidden = true;
    document.getElementById("preview")?.remove();
    this.preview();
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  typed() {
    const { title, body, revision } = this.form.elements;
    return { title: title.value, body: body.value, revision: revision.value };
  }

  soon() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.keep();
      this.count();
      this.preview();
    }, PAUSE);
  }

  keep() {
    store((local) => local.setItem(this.name, JSON.stringify(this.typed())));
  }

  count() {
    if (!this.words) return;
    const count = this.form.elements.body.value.match(/\S+/g)?.length ?? 0;
    this.words.textContent = count === 0 ? "no words" : count === 1 ? "1 word" : `${count.toLocaleString("en-GB")} words`;
  }

  async preview() {
    if (!this.pane || !this.form.dataset.preview) return;
    const number = ++this.asked;
    try {
      const answer = await send(this.form.dataset.preview, this.form);
      // An answer that was overtaken by a later one is not shown.
      if (!answer.ok || number !== this.asked) return;
      this.pane.querySelector("[data-live-preview-page]").innerHTML = await answer.text();
    } catch {
      // The service is away for a moment; the next keystroke asks again.
    }
  }

  async beat() {
    if (document.hidden) return;
    try {
      const answer = await send(this.form.dataset.hold, this.form);
      if (answer.ok) return this.say((await answer.json()).words);
      this.keep();
      if (answer.status === 404 || answer.status === 403)
        this.say("You are signed out. What you wrote is kept in this browser: sign in in another tab, then save here.");
    } catch {
      this.keep();
      this.say("The service cannot be reached. What you write is kept in this browser, and we keep trying.");
    }
  }

  // Something typed here was not saved: the person says whether it is wanted.
  offer() {
    const text = store((local) => local.getItem(this.name));
    if (!text) return;
    let kept;
    try {
      kept = JSON.parse(text);
    } catch {
      return this.forget();
    }
    const now = this.typed();
    const same = kept.title === now.title && kept.body?.trim() === now.body.trim();
    if (same || typeof kept.body !== "string") return this.forget();
    const note = document.createElement("div");
    note.className = "note note--waiting";
    const words = document.createElement("p");
    words.textContent = "This browser keeps a text you wrote here that was not saved. ";
    words.append(this.button("Put it back", note, () => this.putBack(kept)), " ", this.button("Forget it", note, () => this.forget()));
    note.append(words);
    this.form.before(note);
  }

  button(words, note, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = words;
    button.addEventListener("click", () => {
      note.remove();
      act();
      this.form.elements.body.focus();
    });
    return button;
  }

  // The revision goes with the text: if somebody saved since, both texts are shown.
  putBack(kept) {
    this.form.elements.title.value = kept.title;
    this.form.elements.body.value = kept.body;
    this.form.elements.revision.value = kept.revision;
    this.say("We put back what you wrote on this device. It is not saved yet.");
    this.soon();
  }

  forget() {
    store((local) => local.removeItem(this.name));
  }
}

for (const form of document.querySelectorAll("form[data-section]")) new Writing(form).start();
for (const done of document.querySelectorAll("[data-section-done]"))
  store((local) => local.removeItem(STORE + done.dataset.sectionDone));
