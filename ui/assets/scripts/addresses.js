// Every tab, report, paragraph and conversation has an address; Back and Forward return to where one
// was, at its scroll. `?c=` a conversation, `?report=` a place in a report, `?tab=` a tab, `?q=` asks.
(() => {
  const page = window.govreport;
  const TABS = ["ask", "read", "compare", "library", "settings"]; // in their order on the page
  const PATIENCE_MS = 4000; // for what Back asks for to be shown
  const SETTLING_MS = 150; // until what is shown no longer scrolls by itself

  let settled = false; // what the address asks for has been read
  let returning = null; // what Back or Forward asks for, until it is shown

  history.scrollRestoration = "manual";

  const side = () => document.querySelector("#gov-side");
  const read = (search) => new URLSearchParams(search);
  const whole = (search) => location.pathname + search;

  let staying = 0; // the scroll at which another language was chosen
  let left = {}; // where the answer was left

  function remember() {
    if (returning !== null) return;
    const place = { scroll: scrollY, side: side()?.scrollTop ?? 0 };
    if (chosen() === "ask") left = place;
    history.replaceState({ ...history.state, ...place }, "");
  }

  // The address follows what is shown: a step that Back can take, or another name for the same view.
  function push(search) {
    if (!settled || returning !== null || search === location.search) return;
    history.pushState({}, "", whole(search));
  }

  // A jump within what is shown, from an answer to its source on a phone: Back returns to the answer.
  function step() {
    if (!settled || returning !== null) return;
    remember();
    history.pushState({}, "", whole(location.search));
  }

  function replace(search) {
    if (returning === null && search !== location.search) {
      history.replaceState(history.state, "", whole(search));
    }
  }

  function of(tab) {
    if (tab === "ask") return page.conversations.address();
    return (tab === "read" && reading()) || `?tab=${tab}`;
  }

  // What the server opens in a tab comes after the tab: its own address is pushed then.
  function selected(tab) {
    if (tab !== "read") return push(of(tab));
    const before = location.search;
    setTimeout(() => {
      if (location.search !== before) return; // what was opened has its address, or a place in it
      const closed = document.querySelector(".gov-closed:not([data-unknown])");
      if (closed && settled && chosen() === "read") page.readPlace({ newest: true });
      else push(of(tab));
    }, SETTLING_MS);
  }

  const reading = () => document.querySelector(".gov-reader")?.dataset.address ?? "";

  // What is read stays where it is while its words are put into another language.
  function kept() {
    staying = scrollY;
    return reading();
  }

  function stay() {
    const top = staying;
    const hold = () => chosen() === "read" && scrollTo({ top, behavior: "instant" });
    hold();
    setTimeout(hold, SETTLING_MS);
  }

  // From a report back to the answer, where it was left.
  function toAnswer() {
    const place = left;
    select("ask");
    requestAnimationFrame(() => requestAnimationFrame(() => restore(place)));
  }

  function chosen() {
    return document.querySelector("#gov-tabs [role=tab][aria-selected=true]")?.dataset.tabId;
  }

  // On a narrow screen the last tabs stand in a menu, without their names.
  function select(tab) {
    if (chosen() === tab) return;
    const menu = document.querySelectorAll("#gov-tabs > .tab-wrapper .overflow-dropdown button");
    const button =
      document.querySelector(`#gov-tabs [role=tab][data-tab-id="${tab}"]`) ??
      [...menu].at(TABS.indexOf(tab) - TABS.length);
    button?.click();
  }

  const number = (text) => (/^\d{1,12}$/.test(text ?? "") ? Number(text) : null);

  function place(fields) {
    const [start, end] = (fields.get("mark") ?? "").split("-");
    return {
      report: fields.get("report"),
      paragraph: number(fields.get("p")),
      start: number(start),
      end: number(end),
    };
  }

  function show(fields, search) {
    if (fields.has("report")) {
      if (reading() === search) select("read");
      else page.readPlace(place(fields));
    } else if (TABS.includes(fields.get("tab"))) {
      select(fields.get("tab"));
    } else {
      select("ask");
      page.conversations.show(fields.get("c"));
    }
  }

  function isShown(fields, search) {
    if (fields.has("report")) {
      return chosen() === "read" && reading() === search;
    }
    if (fields.has("tab")) return chosen() === fields.get("tab");
    return chosen() === "ask" && page.conversations.isShown(fields.get("c"));
  }

  window.addEventListener("popstate", (event) => {
    const search = location.search;
    const fields = read(search);
    const kept = event.state ?? {};
    const began = performance.now();
    returning = search;
    show(fields, search);
    (function attempt() {
      if (returning !== search) return; // another step has been taken meanwhile
      if (!isShown(fields, search) && performance.now() - began < PATIENCE_MS) {
        return requestAnimationFrame(attempt);
      }
      restore(kept);
      setTimeout(() => {
        if (returning !== search) return;
        restore(kept);
        returning = null;
      }, SETTLING_MS);
    })();
  });

  function restore(kept) {
    if (kept.scroll === undefined && chosen() === "read") return page.toPlace("instant");
    scrollTo({ top: kept.scroll ?? 0, behavior: "instant" });
    if (side()) side().scrollTop = kept.side ?? 0;
  }

  // What a list of reports asks to open: nothing where it is open. Gradio asks whenever one leaves the
  // list, for another tab of the page too.
  const opens = (report) =>
    report === document.querySelector(".gov-reader")?.dataset.report ? null : report;

  function arrived() {
    settled = true;
    const tab = read(location.search).get("tab");
    if (TABS.includes(tab)) select(tab);
  }

  // Another tab of the browser for what has no link of its own: a tab of the page, a question offered.
  function elsewhere(event) {
    const apart = event.button === 1 || (event.type === "click" && (event.ctrlKey || event.metaKey));
    const target = event.target.closest?.("#gov-tabs [role=tab], .gov-suggestion");
    if (!apart || !target || target.href) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { tabId, question } = target.dataset;
    const search = tabId ? of(tabId) : `?q=${encodeURIComponent(question ?? target.textContent)}`;
    window.open(whole(search), "_blank", "noopener");
  }

  document.addEventListener("click", elsewhere, true);
  document.addEventListener("auxclick", elsewhere, true);
  document.addEventListener("click", remember, true);
  let soon = 0;
  addEventListener("scroll", () => {
    clearTimeout(soon);
    soon = setTimeout(remember, 200);
  }, { passive: true });

  page.addresses = {
    push, step, replace, selected, select, arrived, kept, stay, toAnswer, opens,
    isReturning: () => returning !== null,
  };
})();
