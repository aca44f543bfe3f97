// The list of conversations: what the browser keeps, searched, pinned, renamed, deleted. No text
// becomes markup here; the words come with the list, in the reader's language.
(() => {
  const page = window.govreport;
  const MANY = 6; // conversations from which there is something to search
  const RECENT = 3; // shown where a new conversation begins

  const OPEN = "govreport-open"; // in the tab's own store: its conversation, for a reload elsewhere

  const OPENING_MS = 10000; // after which what was opened is no longer waited for

  let current = null; // key of the open conversation
  let opening = null; // what the server was asked to show: a conversation, or that one begins
  let wanted = ""; // what is searched

  const root = () => document.querySelector(".gov-conversation-list");
  const word = (name) => root()?.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? "";

  function made(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.includes("-")) element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children);
    return element;
  }

  function when(at) {
    const date = new Date(at);
    const today = new Date();
    const language = document.documentElement.lang || "zh-CN";
    if (date.toDateString() === today.toDateString()) {
      return date.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    }
    const year = date.getFullYear() === today.getFullYear() ? undefined : "numeric";
    return date.toLocaleDateString(language, { year, month: "short", day: "numeric" });
  }

  function act(text, title, name, key) {
    return made("button", {
      type: "button",
      className: "gov-small",
      textContent: text,
      "aria-label": `${text}：${title}`,
      [`data-${name}`]: key,
    });
  }

  function link(row) {
    const link = made("a", {
      className: "gov-open",
      href: `?c=${row.key}`,
      textContent: row.title,
      "data-open": row.key,
    });
    if (row.key === current) link.setAttribute("aria-current", "true");
    return link;
  }

  function line(row) {
    if (row.gone) {
      const told = made("span", { className: "gov-gone", textContent: `${word("erased")}：${row.title}` });
      return made("li", {}, told, act(word("undo"), row.title, "restore", row.key));
    }
    const pinning = act(word(row.pinned ? "unpin" : "pin"), row.title, "pin", row.key);
    pinning.setAttribute("aria-pressed", String(row.pinned));
    const date = made("time", {
      dateTime: new Date(row.at).toISOString(),
      textContent: when(row.at),
    });
    const tools = made(
      "span",
      { className: "gov-tools" },
      date,
      pinning,
      act(word("rename"), row.title, "rename", row.key),
      act(word("erase"), row.title, "erase", row.key),
    );
    return made("li", { className: row.pinned ? "gov-pinned" : "" }, link(row), tools);
  }

  function search(many) {
    const field = root().querySelector("input") ?? made("input", { type: "search" });
    field.placeholder = word("search");
    field.setAttribute("aria-label", word("search"));
    field.hidden = !many;
    field.oninput = () => {
      wanted = field.value.trim();
      render();
    };
    if (!field.isConnected) root().prepend(field);
  }

  function render() {
    if (!root()) return;
    const all = page.store.list();
    search(all.length >= MANY || wanted);
    const rows = wanted ? all.filter((row) => page.store.holds(row, wanted)) : all;
    if (root().querySelector(".gov-edit")) return; // a name is being written
    root().querySelector(".gov-conversation-rows").replaceChildren(...rows.map(line));
    root().querySelector(".gov-none").hidden = !wanted || rows.length > 0;
    recent(all.filter((row) => !row.gone).slice(0, RECENT));
  }

  // Where a new conversation begins, the last ones are at hand.
  function recent(rows) {
    const place = document.querySelector(".gov-recent");
    if (!place) return;
    place.hidden = !rows.length;
    place.querySelector("ul").replaceChildren(...rows.map((row) => made("li", {}, link(row))));
  }

  function became(key) {
    current = key;
    page.storage.keepInTab(OPEN, key ?? "");
    render();
  }

  // Opens a conversation, or begins a new one, once the questions of this one are answered.
  function go(key, comes = true) {
    const conversation = key ? page.store.conversation(key) : null;
    if (key && !conversation) return page.asking.warn(word("unknown"));
    page.asking.whenIdle(() => {
      became(key);
      page.moved = null;
      if (comes || isInFront()) page.addresses.push(address());
      if (comes) page.addresses.select("ask");
      open({ key, conversation });
    });
  }

  // One is opened after the other, the last one chosen at last; until then no question is asked.
  function open(wanted) {
    const waits = opening !== null;
    opening = wanted;
    if (!waits) send();
  }

  function send() {
    if (!page.openKept) return setTimeout(send, 50); // the list is not there yet
    send.sent = opening;
    page.openKept({ conversation: opening.conversation });
    clearTimeout(send.timer);
    send.timer = setTimeout(opened, OPENING_MS);
  }

  function opened() {
    clearTimeout(send.timer);
    if (opening !== null && opening !== send.sent) return send();
    opening = null;
    page.asking.goOn();
  }

  // Shows what an address names: a conversation, or where a new one begins.
  function show(key) {
    if (key !== current) go(key);
  }

  function isShown(key) {
    const shown = document.querySelector(".gov-thread")?.dataset.conversation ?? null;
    return key ? shown === key : shown === null;
  }

  const address = () => (current ? `?c=${current}` : "");

  function erase(key) {
    page.store.erase(key);
    if (key === current) go(null, false);
  }

  function restore(key) {
    page.store.restore(key);
  }

  function rename(key, name) {
    if (!page.store.rename(key, name)) page.asking.warn(word("full"));
    if (key === current) page.renamed({ key, title: name });
  }

  function pin(button) {
    page.store.pin(button.dataset.pin, button.getAttribute("aria-pressed") !== "true");
  }

  // What a question handed over: its turn, or that there is none.
  function keep(handed) {
    if (!handed) return;
    const change = JSON.parse(handed);
    if (change.kind !== "turn") return;
    page.asking.warn(page.store.put(change) ? page.storage.lasts ? "" : word("passing") : word("full"));
    became(change.key);
    if (isInFront()) page.addresses.replace(address());
  }

  // Turns that were kept, with their next questions.
  function complete(completed) {
    const room = JSON.parse(completed || "[]").map(({ key, turn }) => page.store.amend(key, turn));
    if (room.includes(false)) page.asking.warn(word("full"));
  }

  // Whether the address is that of the conversation, not of a tab or a report before it.
  function isInFront() {
    const fields = new URLSearchParams(location.search);
    return !fields.has("report") && !fields.has("tab");
  }

  // What arrival restores: the conversation that the address names, or the tab's own where the answer
  // stands behind something else, or came when the page was already leaving by its old address.
  function arrival(old) {
    page.store.adopt(old);
    page.store.purge();
    const key = new URLSearchParams(location.search).get("c") ?? page.storage.ofTab(OPEN);
    const kept = key ? page.store.conversation(key) : null;
    became(kept ? key : null);
    return JSON.stringify({ conversation: kept });
  }

  function arrived() {
    const key = new URLSearchParams(location.search).get("c");
    if (key && key !== current) page.asking.warn(word("unknown"));
    if (current && isInFront()) page.addresses.replace(address());
    render();
  }

  let soon = 0;
  page.store.listen(() => {
    clearTimeout(soon);
    soon = setTimeout(render, 30);
  });

  // A page reached in another way than by loading it again shows what its address says.
  if (isInFront() && !page.storage.reloaded) page.storage.keepInTab(OPEN, "");

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#gov-new")) go(null);
  });

  page.conversations = {
    render, show, isShown, isOpening: () => opening !== null, opened,
    address, go, erase, restore, rename, pin, keep, complete, arrival, arrived,
  };
})();
