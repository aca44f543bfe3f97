// The note at a number [1]: its sentence, report and paragraph, on hover, focus and tap. It is a
// copy of a note that the server wrote into the turn.
(() => {
  const page = window.govreport;
  const OPENING_MS = 150; // of hovering, so that a pointer passing by opens nothing
  const CLOSING_MS = 250; // to reach the note with the pointer
  const GAP = 8; // pixels between the number and its note, and from the edge of the window

  let shown = null; // the number whose note is open
  let timer = 0;

  const touch = () => matchMedia("(hover: none)").matches;
  const numberAt = (target) => target.closest?.("[data-turn] .gov-cite[data-citation]");

  function popover() {
    let box = document.getElementById("gov-popover");
    if (!box) {
      box = document.createElement("div");
      box.id = "gov-popover";
      box.setAttribute("role", "note");
      box.addEventListener("pointerenter", () => clearTimeout(timer));
      box.addEventListener("pointerleave", () => later(hide, CLOSING_MS));
      box.addEventListener("click", (event) => {
        const button = event.target.closest("[data-show]");
        if (!button || !shown) return;
        const cite = shown;
        hide();
        if (touch()) page.addresses.step();
        page.cite(cite);
      });
      document.querySelector(".gradio-container").append(box);
    }
    return box;
  }

  function later(run, delay) {
    clearTimeout(timer);
    timer = setTimeout(run, delay);
  }

  function show(cite) {
    clearTimeout(timer);
    const number = Number(cite.dataset.citation);
    const note = cite.closest("[data-turn]").querySelector(`[data-note="${number}"]`);
    if (!note || shown === cite) return Boolean(note);
    hide();
    shown = cite;
    const box = popover();
    box.replaceChildren(...note.cloneNode(true).childNodes);
    box.classList.add("gov-shown");
    cite.setAttribute("aria-describedby", box.id);
    lay(box, cite.getBoundingClientRect());
    return true;
  }

  // Below the number where there is room, else above; never beyond the window.
  function lay(box, at) {
    const { width, height } = box.getBoundingClientRect();
    const below = at.bottom + GAP + height <= innerHeight - GAP;
    const left = Math.min(Math.max(GAP, at.left - width / 3), innerWidth - width - GAP);
    box.style.left = `${left}px`;
    box.style.top = `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
  }

  function hide() {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    document.getElementById("gov-popover")?.classList.remove("gov-shown");
  }

  document.addEventListener("pointerover", (event) => {
    const cite = event.pointerType === "touch" ? null : numberAt(event.target);
    if (cite) later(() => show(cite), OPENING_MS);
    else if (shown && !event.target.closest?.("#gov-popover")) later(hide, CLOSING_MS);
    else if (!shown) clearTimeout(timer);
  });

  document.addEventListener("focusin", (event) => {
    const cite = numberAt(event.target);
    if (cite?.matches(":focus-visible")) show(cite);
    else if (shown && !event.target.closest?.("#gov-popover")) hide();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    event.stopImmediatePropagation(); // the first Escape closes the note, and nothing else
    hide();
  }, true);

  // On a touch screen a tap shows the note; the note leads on to the source.
  document.addEventListener("click", (event) => {
    const cite = numberAt(event.target);
    if (cite && touch() && shown !== cite && show(cite)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (!event.target.closest?.("#gov-popover")) {
      hide();
    }
  }, true);

  // A number that is reached by the keyboard is scrolled into sight: its note goes along.
  addEventListener("scroll", () => {
    const at = shown?.getBoundingClientRect();
    if (!at) return;
    const inSight = at.bottom > 0 && at.top < innerHeight;
    if (inSight && shown.matches(":focus-visible")) lay(popover(), at);
    else hide();
  }, { passive: true });
})();
