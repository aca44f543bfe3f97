// What Gradio would say in notes of its own, in English and over the page, is said here: in the
// language of the page, beside what it concerns. Its notes themselves are never shown.
(() => {
  const page = window.govreport;
  const CHINESE = /\p{Script=Han}/u;

  // Gradio's words, the name of ours, and whether they concern the upload.
  const KNOWN = [
    [/connection to the server was lost|connection errored out|failed to fetch/i, "broken", false],
    [/queue is full|too busy|currently busy/i, "busy", false],
    [/file size|too large|exceeds? (the )?max/i, "fileLarge", true],
    [/invalid file type|file type/i, "fileKind", true],
  ];

  const words = () => document.querySelector(".gov-waiting")?.dataset ?? {};
  const word = (name) => words()[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? "";

  function besideUpload(text) {
    const field = document.getElementById("gov-upload");
    if (!field) return page.tell(text);
    let line = document.getElementById("gov-upload-told");
    if (!line) {
      line = document.createElement("p");
      line.id = "gov-upload-told";
      line.className = "gov-limit";
      line.setAttribute("role", "alert");
      field.after(line);
    }
    line.textContent = text;
  }

  function say(text) {
    const known = KNOWN.find(([pattern]) => pattern.test(text));
    if (known) {
      const [, name, uploading] = known;
      if (uploading) return besideUpload(word(name));
      page.asking.warn(word(name));
      if (!document.querySelector(".gov-waiting")?.getClientRects().length) page.tell(word(name));
      return undefined;
    }
    // what our own handlers say is in the language of the page already
    const ours = CHINESE.test(text) || document.documentElement.lang === "en";
    page.tell(ours && text ? text : word("wrong"));
  }

  // What a screen reader says of these is English, whatever is spoken: each is named as its field.
  function nameFields() {
    for (const [name, parts] of [["upload", "button.upload-container"], ["k", "input"]]) {
      const field = document.getElementById(`gov-${name}`);
      const label = field?.querySelector("label")?.textContent.trim();
      for (const part of field?.querySelectorAll(parts) ?? []) {
        if (label && part.ariaLabel !== label) part.ariaLabel = label;
      }
    }
  }

  function take() {
    nameFields();
    for (const note of document.querySelectorAll('[data-testid="toast-body"]:not([data-taken])')) {
      note.dataset.taken = "1";
      for (const text of note.querySelectorAll('[data-testid="toast-text"]')) {
        say(text.textContent.trim());
      }
      note.querySelector('[data-testid="toast-close"]')?.click();
    }
  }

  // Gradio's labels that only a screen reader says: its own module knows how to change them.
  async function speak(language) {
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const core = loaded.find((name) => /\/assets\/core-[^/]*\.js$/.test(name));
    const { changeLocale } = core ? await import(core) : {};
    changeLocale?.(language === "en" ? "en" : "zh-CN");
  }

  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("#gov-upload input")) return;
    document.getElementById("gov-upload-told")?.remove();
  }, true);

  new MutationObserver(take).observe(document.documentElement, {
    characterData: true, childList: true, subtree: true,
  });

  page.notes = { speak };
})();
