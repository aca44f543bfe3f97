// What the keyboard reaches: earlier questions with the arrows, what a list holds of the words written
// into it, and nothing that is out of sight.
(() => {
  let recalled = 0; // how many questions back the box shows; 0 for what is typed
  let typed = ""; // what stood in the box before

  const asked = () =>
    [...document.querySelectorAll(".gov-thread .gov-question")].map((line) => line.textContent);

  function show(area, text) {
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.setSelectionRange(text.length, text.length);
  }

  // In an empty box, or one that shows an earlier question as it was.
  function recall(area, step) {
    const questions = asked();
    const shown = recalled ? questions.at(-recalled) : "";
    if (area.value !== shown) [recalled, typed] = [0, area.value];
    if (!recalled && (step < 0 || area.value)) return false;
    recalled = Math.min(Math.max(recalled + step, 0), questions.length);
    show(area, recalled ? questions.at(-recalled) : typed);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step || event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (!event.target.matches?.("#gov-box textarea")) return;
    if (recall(event.target, step)) event.preventDefault();
  });

  // Gradio narrows a list of choices with each key; what an input method, a paste or a voice writes
  // comes without one.
  function narrow({ target, isComposing }) {
    if (isComposing || !target.matches?.("input[role=combobox]")) return;
    target.dispatchEvent(new KeyboardEvent("keydown", { key: "Unidentified", bubbles: true }));
  }
  document.addEventListener("input", narrow);
  document.addEventListener("compositionend", narrow);

  // A folded sidebar is out of sight: what is in it is out of the way of Tab, but for its button.
  function fold() {
    const sidebar = document.getElementById("gov-sidebar");
    if (!sidebar) return;
    const open = sidebar.classList.contains("open");
    for (const part of sidebar.children) {
      if (!part.matches(".toggle-button") && part.inert === open) part.inert = !open;
    }
    sidebar.querySelector(".toggle-button")?.setAttribute("aria-expanded", String(open));
  }

  // On a phone it lies over the whole page: it goes once something is opened from it, and
  // before what is clicked is drawn anew.
  function giveWay(event) {
    const sidebar = document.getElementById("gov-sidebar");
    if (event.ctrlKey || event.metaKey || event.shiftKey || !sidebar?.classList.contains("open")) return;
    const covers = sidebar.getBoundingClientRect().right > 0.8 * innerWidth;
    if (!covers || !event.target.closest?.("#gov-sidebar :is(#gov-new, a[href])")) return;
    sidebar.querySelector(".toggle-button")?.click();
  }
  window.addEventListener("click", giveWay, true);

  new MutationObserver(fold).observe(document.documentElement, {
    attributeFilter: ["class"], childList: true, subtree: true,
  });
})();
