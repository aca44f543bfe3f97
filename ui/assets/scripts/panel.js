// What one panel of the page does: thread, sources, full text, library, conversations. Gradio runs
// this for each gr.HTML that carries it, with `element`, `trigger` and `watch`. No text becomes
// markup here.
const page = window.govreport;

const send = (name, data) => {
  // Gradio offers the events whose names stand here in quotes.
  if (name === "ask") trigger("ask", data);
  if (name === "show") trigger("show", data);
  if (name === "judge") trigger("judge", data);
  if (name === "read") trigger("read", data);
  if (name === "table") trigger("table", data);
  if (name === "take") trigger("take", data);
  if (name === "open") trigger("open", data);
  if (name === "rename") trigger("rename", data);
  if (name === "forget") trigger("forget", data);
  if (name === "edit") trigger("edit", data);
  if (name === "explain") trigger("explain", data);
  if (name === "only") trigger("only", data);
  if (name === "list") trigger("list", data);
  if (name === "year") trigger("year", data);
  if (name === "decide") trigger("decide", data);
  if (name === "refresh") trigger("refresh", data);
};

if (element.closest("#gov-thread")) {
  page.ask = (request) => send("ask", request);
  page.refresh = () => send("refresh", {});
}
if (element.closest("#gov-quotes")) page.listQuotes = (quotes) => send("list", { quotes });
if (element.closest("#gov-library-rows")) {
  page.only = (chosen) => send("only", chosen);
  page.list = (listing) => send("list", listing);
}
if (element.closest("#gov-sources")) page.readPlace = (place) => send("read", place);
if (element.closest("#gov-conversations")) {
  page.openKept = (kept) => send("open", kept);
  page.renamed = (named) => send("rename", named);
}
const ask = (request) => page.asking.add(request);

const turnOf = (target) => Number(target.closest("[data-turn]")?.dataset.turn ?? 0);
const narrow = () => matchMedia("(max-width: 900px)").matches;

function cite(target) {
  const turn = turnOf(target);
  const shown = Number(document.querySelector(".gov-sources")?.dataset.turn ?? 0);
  if (turn === shown) return page.showCard(target.dataset.citation);
  page.wanted = { turn, card: target.dataset.citation };
  send("show", { turn });
}

if (element.closest("#gov-thread")) page.cite = cite;

async function take(target) {
  const turn = target.closest(".gov-turn");
  const pictures = await page.charts.pictures(turn.parentElement);
  const number = turnOf(target);
  send("take", { turn: number, kind: target.dataset.take, pictures: { [number]: pictures[number] } });
}

function read(target) {
  const { read: report, paragraph, start, end } = target.dataset;
  const number = (text) => (text === undefined ? null : Number(text));
  send("read", {
    report, paragraph: number(paragraph), start: number(start), end: number(end),
  });
}

element.addEventListener("click", (event) => {
  const target = event.target.closest("button, a, .gov-point");
  if (!target || !element.contains(target)) return;
  const data = target.dataset;
  const plainClick = !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (data.citation) return cite(target);
  if (data.question) return ask({ question: data.question });
  if (target.classList.contains("gov-suggestion")) return ask({ question: target.textContent });
  if (data.drop) return ask({ turn: turnOf(target), drop: data.drop });
  if (data.alone) return ask({ turn: turnOf(target), alone: true });
  if (data.again) return ask({ turn: Number(data.again), again: true });
  if (data.reword !== undefined) {
    return page.edit(target, target.title, (question) => ask({ question, turn: turnOf(target) }));
  }
  if (data.copy !== undefined) return page.copy(data.copy, data.told, target);
  if (data.link && plainClick) {
    event.preventDefault();
    return page.copy(new URL(target.getAttribute("href"), location.href).href, data.told, target);
  }
  if (data.judge) {
    const turn = target.closest("[data-turn]");
    turn.querySelectorAll("[data-judge]").forEach((b) => b.setAttribute("aria-pressed", String(b === target)));
    const form = turn.querySelector(".gov-note");
    form.hidden = false;
    form.dataset.verdict = data.judge;
    return form.querySelector("input").focus();
  }
  if (data.keep !== undefined) return page.quotes.keep(data, target);
  if (data.dropQuote) return page.store.dropQuote(data.dropQuote);
  if (data.quotes) return send("take", { kind: data.quotes, quotes: page.store.quotes() });
  if (data.year !== undefined) return send("year", { year: Number(data.year) });
  if (data.take) return take(target);
  if (data.print !== undefined) return page.print(target.closest(".gov-turn"));
  if (data.values) return send("table", { turn: turnOf(target), kind: data.values });
  if (data.read && plainClick) {
    event.preventDefault();
    return read(target);
  }
  if (data.permalink && plainClick) {
    event.preventDefault();
    const link = new URL(target.getAttribute("href"), location.href);
    page.addresses.push(link.search);
    element.querySelectorAll(".gov-chosen").forEach((p) => p.classList.remove("gov-chosen"));
    target.closest(".gov-numbered").classList.add("gov-chosen");
    const title = element.querySelector(".gov-bar-title"); // a number has no room for words
    return page.copy(link.href, element.querySelector(".gov-reader").dataset.copied, title);
  }
  if (data.section !== undefined) {
    event.preventDefault();
    const heading = element.querySelector(`#s-${Number(data.section)}`);
    if (narrow()) target.closest("details").open = outline.open = false;
    return page.scrollTo(() => heading, "start", () => heading.focus({ preventScroll: true }));
  }
  if (data.open && plainClick) {
    event.preventDefault();
    return page.conversations.go(data.open);
  }
  if (data.pin) return page.conversations.pin(target);
  if (data.rename) {
    const name = target.closest("li").querySelector("[data-open]");
    return page.edit(name, target.getAttribute("aria-label"), (title) => page.conversations.rename(data.rename, title));
  }
  if (data.erase) return page.conversations.erase(data.erase);
  if (data.restore) return page.conversations.restore(data.restore);
  if (data.correct) {
    const shown = data.correct === "title" ? target.closest("tr").querySelector("th a") : target;
    const taken = (value) => send("edit", { report: data.report, field: data.correct, value });
    return page.edit(shown, target.title || target.textContent, taken);
  }
  if (data.forget && page.sure(target)) {
    page.library.unpick(data.forget);
    return send("forget", { report: data.forget });
  }
  if (data.explain) return send("explain", { report: data.explain });
  if (data.decide) return send("decide", { choice: data.decide, about: data.about });
  if (data.find === "-1") return find(-1);
  if (data.back) return page.back();
  if (data.return) return page.addresses.toAnswer();
});

element.addEventListener("keydown", (event) => {
  const point = event.target.closest?.(".gov-point");
  if (point && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    cite(point);
  }
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.classList.contains("gov-note")) {
    const note = form.querySelector("input");
    send("judge", { turn: turnOf(form), verdict: form.dataset.verdict, note: note.value });
    note.value = "";
    form.hidden = true;
    page.tell(form.dataset.told, form.closest("[data-turn]").querySelector("[data-judge][aria-pressed=true]"));
  }
  if (form.classList.contains("gov-find")) find(1);
});

const find = (step) => page.findInText(element.querySelector(".gov-reader"), step);
let typing = 0; // the timer that waits for the next letter

element.addEventListener("input", (event) => {
  if (event.target.closest(".gov-find")) {
    clearTimeout(typing);
    typing = setTimeout(() => find(1), 150);
  }
});

// Whether the outline is open: of a report that is shown anew where there is room for it, then as
// its reader leaves it. What the server sends is always open.
const outline = { report: "", open: true };

element.addEventListener("click", (event) => {
  const summary = event.target.closest(".gov-outline summary");
  if (summary) outline.open = !summary.parentElement.open; // it is turned after this
});

// The outline as it was left; a way back where there is an answer.
function dress(reader) {
  const { report } = reader.dataset;
  if (report !== outline.report) Object.assign(outline, { report, open: !narrow() });
  const details = reader.querySelector(".gov-outline details");
  if (details) details.open = outline.open;
  reader.querySelector("[data-return]").hidden = !document.querySelector(".gov-thread .gov-turn");
}

if (element.closest("#gov-reader")) {
  page.toPlace = (behavior) => {
    const paragraph = element.querySelector(".gov-reader[data-report]")?.dataset.paragraph;
    if (!paragraph) return window.scrollTo({ top: 0, behavior: "instant" }); // the list of reports in sight
    const excerpt = () =>
      element.querySelector("mark.gov-excerpt") ?? element.querySelector(`#p-${Number(paragraph)}`);
    page.scrollTo(excerpt, "center", null, behavior);
  };
}

// The index is another one than before: the lists of years, places and reports follow, and it is said
// quietly unless it was changed in the library's own tab, which tells it.
function pickUp({ snapshot, sayChanged }) {
  const changed = page.snapshot !== undefined && page.snapshot !== snapshot;
  page.snapshot = snapshot;
  if (!changed) return;
  if (sayChanged && element.getClientRects().length) page.tell(sayChanged);
  page.refresh();
}

// Where a chart over years is wider than its page, its newest years are in sight first.
const atNewest = new WeakSet();
function toNewest() {
  for (const drawing of element.querySelectorAll(".gov-over-years")) {
    const scroller = drawing.parentElement;
    if (scroller.scrollWidth <= scroller.clientWidth || atNewest.has(drawing)) continue;
    atNewest.add(drawing);
    scroller.scrollLeft = scroller.scrollWidth;
  }
}

// After each change of what is shown.
function settle() {
  toNewest();
  const spoken = element.querySelector("[data-language]");
  if (spoken) page.setLanguage(spoken.dataset.language, spoken.dataset.menu);
  const thread = element.querySelector(".gov-thread");
  const state = element.querySelector("[data-snapshot]");
  if (state && !element.querySelector(".gov-pending")) pickUp(state.dataset);
  const pending =
    thread?.querySelector(".gov-pending, .gov-failed") ?? thread?.querySelector(".gov-last");
  if (pending && page.moved !== pending.id) {
    page.moved = pending.id;
    if (!page.addresses.isReturning()) page.scrollTo(() => pending, "start");
  }
  const sources = element.querySelector(".gov-sources");
  if (sources && page.wanted && Number(sources.dataset.turn) === page.wanted.turn) {
    const { card } = page.wanted;
    page.wanted = null;
    page.showCard(card);
  }
  const reader = element.querySelector(".gov-reader[data-report]");
  if (reader) dress(reader);
  if (reader && reader.dataset.opened !== "0" && reader.dataset.opened !== page.opened) {
    page.opened = reader.dataset.opened;
    page.addresses.push(reader.dataset.address);
    if (!page.addresses.isReturning()) page.toPlace();
  }
  if (reader?.dataset.opened === "0") page.addresses.stay();
  if (element.closest("#gov-thread, #gov-waiting")) page.asking.show();
  if (element.querySelector(".gov-conversation-list, .gov-recent")) page.conversations.render();
  if (element.closest("#gov-library-rows")) page.library.shown();
}

watch("value", () => requestAnimationFrame(settle));
settle();
