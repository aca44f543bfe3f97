// What belongs to the whole page: keys, the clipboard, light and dark.
// It makes no markup from text: text is only ever set as textContent.
window.govreport ??= (() => {
  const TOLD_MS = 4000; // that a note is shown
  const answering = new WeakMap(); // the timer of each button that shows a note

  // What a question handed over goes into the store, and the next one is asked.
  function answered(handed) {
    window.govreport.conversations.keep(window.govreport.asking.done(handed));
    window.govreport.asking.goOn();
  }

  // The page shows what was kept; what was asked before a reload is asked now.
  function arrived() {
    const keys = matchMedia("(hover: hover)").matches; // a phone would raise its keyboard
    if (keys) document.querySelector("#gov-box textarea")?.focus({ preventScroll: true });
    window.govreport.conversations.arrived();
    window.govreport.addresses.arrived();
    window.govreport.quotes.show();
    window.govreport.asking.start();
  }

  // A note is shown in the button that it answers, so that it covers nothing that is read; one without
  // a button, at the top of the window. A screen reader says both.
  function tell(text, button) {
    let line = document.getElementById("gov-toast");
    if (!line) {
      line = document.createElement("p");
      line.id = "gov-toast";
      line.setAttribute("role", "status");
      document.body.append(line);
    }
    line.textContent = text;
    line.classList.toggle("gov-shown", !button);
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => line.classList.remove("gov-shown"), TOLD_MS);
    if (button) answer(button, text);
  }

  function answer(button, text) {
    const words = button.dataset.words ?? button.textContent;
    button.dataset.words = words;
    button.textContent = text;
    clearTimeout(answering.get(button));
    answering.set(button, setTimeout(() => {
      button.textContent = words;
      delete button.dataset.words;
    }, TOLD_MS));
  }

  async function copy(text, told, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea"); // no clipboard API without HTTPS
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    tell(told, button);
  }

  // A file that the server has written: its name, its type and its bytes.
  function offeredFile(offered) {
    const { name, type, content } = JSON.parse(offered);
    return { name, type, bytes: Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)) };
  }

  function save(offered) {
    if (!offered) return;
    const { name, type, bytes } = offeredFile(offered);
    download(name, new Blob([bytes], { type }));
  }

  // A name that every file system takes, made from what a person wrote.
  function stem(text) {
    const safe = text.replace(/[\x00-\x1f<>:"/\\|?*\s.？]+/g, "-").replace(/^-+|-+$/g, "");
    return safe.slice(0, 60) || "govreport";
  }

  // One answer alone: what is printed of the page is the turn that has the mark.
  function print(turn) {
    document.body.classList.add("gov-print-one");
    turn.classList.add("gov-printed");
    window.print();
    document.body.classList.remove("gov-print-one");
    turn.classList.remove("gov-printed");
  }

  // A whole page that the server has written, on paper: the browser runs nothing in it.
  function printFile(offered) {
    if (!offered) return;
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-same-origin allow-modals");
    frame.style.cssText = "position: fixed; width: 0; height: 0; border: 0";
    frame.srcdoc = new TextDecoder().decode(offeredFile(offered).bytes);
    frame.addEventListener("load", () => {
      frame.contentWindow.addEventListener("afterprint", () => frame.remove());
      frame.contentWindow.print();
    });
    document.body.append(frame);
  }

  function download(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // The element may stand in a tab that is only now being shown: wait until it has a box.
  function scrollTo(find, block, then, behavior) {
    const began = performance.now();
    (function attempt() {
      const target = find();
      if (target?.getClientRects().length) {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        target.scrollIntoView({ block, behavior: behavior ?? (calm ? "auto" : "smooth") });
        then?.(target);
      } else if (performance.now() - began < 3000) {
        requestAnimationFrame(attempt);
      }
    })();
  }

  const panel = () => document.querySelector(".gov-sources");

  function showCard(number) {
    const card = panel()?.querySelector(`[data-card="${Number(number)}"]`);
    if (!card) return false;
    panel().querySelectorAll(".gov-current").forEach((c) => c.classList.remove("gov-current"));
    card.classList.add("gov-current");
    scrollTo(() => card.querySelector("mark") ?? card, "center", () =>
      card.focus({ preventScroll: true }),
    );
    return true;
  }

  // From a source back to the answer whose number led there.
  function back() {
    const turn = document.getElementById(`turn-${Number(panel()?.dataset.turn)}`);
    scrollTo(() => turn, "start", () => turn.querySelector(".gov-cite")?.focus({ preventScroll: true }));
  }

  function setTheme(theme) {
    const dark =
      theme === "dark" ||
      (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.body.classList.toggle("dark", dark);
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
  }

  let spoken = ""; // the language of the page

  // Glyphs and punctuation follow the language that the document says it is in.
  function setLanguage(language, menu) {
    const toggle = document.querySelector("#gov-sidebar .toggle-button");
    if (menu) toggle?.setAttribute("aria-label", menu);
    const lang = language === "en" ? "en" : "zh-CN";
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang; // all is styled anew
    if (language !== spoken) {
      if (spoken) window.govreport.quotes.again();
      window.govreport.notes.speak((spoken = language));
    }
  }

  function switchTheme() {
    const theme = document.body.classList.contains("dark") ? "light" : "dark";
    setTheme(theme);
    return theme;
  }

  // A button that cannot be undone asks to be clicked twice.
  function sure(button) {
    if (button.dataset.armed) return true;
    const [words, name] = [button.textContent, button.ariaLabel];
    button.dataset.armed = "1";
    button.textContent = button.dataset.sure;
    if (name) button.ariaLabel = name.replace(words, button.dataset.sure);
    setTimeout(() => {
      delete button.dataset.armed;
      button.textContent = words;
      button.ariaLabel = name;
    }, 3000);
    return false;
  }

  // An inline edit: the text becomes a field; Enter takes it, Escape leaves it.
  function edit(button, label, taken) {
    const field = document.createElement("textarea");
    field.value = button.textContent;
    field.rows = 1;
    field.className = "gov-edit";
    field.setAttribute("aria-label", label || button.textContent);
    const leave = () => {
      field.replaceWith(button);
      button.focus();
    };
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") leave();
      if (event.key === "Enter") {
        event.preventDefault();
        const text = field.value.trim();
        leave();
        if (text && text !== button.textContent) taken(text);
      }
    });
    button.replaceWith(field);
    field.focus();
    field.select();
  }

  // What cleaning changed stands below the table of reports, out of sight where that is long.
  function explained() {
    scrollTo(() => document.querySelector("#gov-changes .gov-explained"), "start");
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    // out of the question box, where a digit is the beginning of a question
    if (event.key === "Escape" && !event.isComposing && typing?.closest("#gov-box")) typing.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[1-9]$/.test(event.key) && showCard(event.key)) event.preventDefault();
    if (event.key === "Escape") back();
  });

  return {
    arrived, answered, tell, copy, save, stem, download, print, printFile, scrollTo, showCard, back, setLanguage, setTheme, switchTheme,
    explained, sure, edit,
    wanted: null, // the card to show once its turn's sources have come
    moved: null, // the turn last scrolled to
    opened: null, // the reading last scrolled to
  };
})();
