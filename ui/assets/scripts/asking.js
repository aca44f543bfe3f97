// The questions of this tab that have no answer yet. One is asked at a time, the others wait; they
// lie in the tab's own store, so that a reload takes them up. The box is emptied here, at once.
(() => {
  const page = window.govreport;
  const KEPT = "govreport-waiting";
  const ASKED = "govreport-asked"; // the address whose question was taken up
  const SILENCE_MS = 10000; // without a sign of the server, after which a question may be asked again

  let waiting = read(); // {id, label, question?, turn?, drop?, alone?, again?, typed?, filters?}
  let busy = false;
  let ready = false; // what the browser kept has been read
  let lost = false; // the server could not be reached
  let warning = ""; // something else that has to be said beside the box
  let later = []; // what has to wait until nothing is asked

  function read() {
    try {
      const kept = JSON.parse(page.storage.ofTab(KEPT) ?? "[]");
      return Array.isArray(kept) ? kept.filter((request) => request?.id) : [];
    } catch {
      return [];
    }
  }

  const keep = () => page.storage.keepInTab(KEPT, JSON.stringify(waiting));

  const box = () => document.querySelector("#gov-box textarea");
  const place = () => document.querySelector(".gov-waiting");
  const length = (text) => [...text].length; // as Python counts
  const name = () => crypto.getRandomValues(new Uint32Array(2)).join("-");

  function warn(text) {
    warning = text ?? "";
    show();
  }

  function add(request) {
    warning = "";
    const heading = document.querySelector(`#turn-${Number(request.turn)} .gov-question`);
    const label = request.question || heading?.textContent || "";
    waiting.push({ ...request, id: name(), label });
    keep();
    show();
    next();
  }

  function next() {
    if (!ready || busy || lost || !waiting.length || page.conversations.isOpening()) return;
    if (!page.ask) return setTimeout(next, 50); // the thread is not there yet
    busy = true;
    page.ask(waiting[0]);
    clearTimeout(next.timer);
    next.timer = setTimeout(miss, SILENCE_MS, waiting[0]);
  }

  // Gradio says nothing to the page where the server turns a question away.
  function miss(request) {
    if (request !== waiting[0] || document.querySelector(".gov-pending")) return;
    busy = false;
    lost = true;
    show();
  }

  // What is set at the box goes with a question that was typed; a link brings filters of its own.
  function sent(years, regions) {
    const request = waiting[0];
    if (request?.typed && !request.filters) {
      request.filters = [years, regions];
      keep();
    }
    return [null, ...(request?.filters ?? [[], []])];
  }

  // Returns what was handed over if it belongs to the question that was asked.
  function done(handed) {
    busy = false;
    const change = handed ? JSON.parse(handed) : {};
    lost = !waiting.some((request) => request.id === change.request);
    waiting = waiting.filter((request) => request.id !== change.request);
    keep();
    show();
    return lost ? "" : handed;
  }

  // Once that is kept: what has to wait for the last answer, and the next question.
  function goOn() {
    if (!busy && !waiting.length) later.splice(0).forEach((then) => then());
    setTimeout(next);
  }

  function whenIdle(then) {
    if (!ready || busy || waiting.length) later.push(then);
    else then();
  }

  function tooLong(text) {
    const limit = Number(place()?.dataset.limit);
    return limit && length(text) > limit;
  }

  function tellLength() {
    const line = place()?.querySelector(".gov-limit");
    const text = box()?.value.trim() ?? "";
    if (line && !lost) {
      line.textContent = tooLong(text)
        ? place().dataset.sayTooLong.replace("{found}", length(text))
        : warning;
    }
  }

  function typed() {
    const area = box();
    const question = area?.value.trim();
    if (!question || area.disabled) return;
    if (tooLong(question)) return tellLength();
    area.value = "";
    area.dispatchEvent(new Event("input", { bubbles: true }));
    add({ question, typed: true });
  }

  function button(text, label, run) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "gov-small";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", run);
    return made;
  }

  function show() {
    const list = place()?.querySelector(".gov-queue");
    if (!list) return;
    const asked = busy && document.querySelector(".gov-pending"); // the thread shows it
    const rows = waiting.slice(asked ? 1 : 0).map((request, at) => {
      const row = document.createElement("li");
      const text = document.createElement("span");
      text.textContent = request.label;
      row.append(text);
      if (at || asked) {
        row.title = place().dataset.sayWaits;
        row.append(button("×", place().dataset.sayDrop + request.label, () => drop(request)));
      }
      return row;
    });
    list.replaceChildren(...rows);
    const line = place().querySelector(".gov-limit");
    const again = place().dataset.sayAgain;
    if (lost) line.replaceChildren(place().dataset.sayLost, " ", button(again, again, retry));
    else tellLength();
  }

  function drop(request) {
    waiting = waiting.filter((other) => other !== request);
    keep();
    show();
  }

  function retry() {
    lost = false;
    show();
    next();
  }

  // Once the page has arrived: what waited before a reload, then what the address asks.
  function start() {
    ready = true;
    const fields = new URLSearchParams(location.search);
    const question = fields.get("q")?.trim();
    if (question) {
      const again = page.storage.reloaded && page.storage.ofTab(ASKED) === location.search;
      page.storage.keepInTab(ASKED, location.search);
      page.addresses.replace("");
      const filters = [fields.getAll("year"), fields.getAll("region")];
      if (!again) add({ question, filters }); // it was taken up when the page was already leaving
    }
    show();
    goOn();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (!event.target.matches?.("#gov-box textarea")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    typed();
  }, true);

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#gov-box .submit-button")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      typed();
    }
  }, true);

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("#gov-box textarea")) tellLength();
  });

  page.asking = { add, sent, done, goOn, show, start, warn, whenIdle };
})();
