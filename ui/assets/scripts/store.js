// Conversations in the browser's store. Each act writes a key of its own, and no key is read, changed
// and written back: tabs that write at the same time cannot lose each other's turns.
//   c:KEY         how a conversation began: its first title and time
//   t:KEY:AT:TURN one turn, asked at AT (milliseconds)
//   n:KEY         the name that a person gave it
//   p:KEY         it is pinned
//   q:PLACE       a quote that is kept, with the time at which it was
//   g:KEY         it was deleted then; its turns go once that can no longer be undone
(() => {
  const page = window.govreport;
  const UNDO_MS = 10000; // for which a deletion can be undone

  const prefix = () => `govreport:${encodeURIComponent(window.gradio_config?.username || "")}:`;
  const listeners = [];
  const told = () => listeners.forEach((listener) => listener());

  function names(kind) {
    const start = `${prefix()}${kind}:`;
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  }

  function read(name) {
    try {
      return JSON.parse(localStorage.getItem(prefix() + name));
    } catch {
      return null;
    }
  }

  // Whether it could be written: a browser keeps some megabytes for a site, and then no more.
  function write(name, value) {
    try {
      localStorage.setItem(prefix() + name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  const remove = (name) => localStorage.removeItem(prefix() + name);

  // The turns of a conversation, oldest first, as {at, turn, name}: what their keys say of them.
  function turns(key) {
    return names(`t:${key}`)
      .map((name) => {
        const [at, turn] = name.split(":").slice(-2);
        return { at: Number(at), turn, name: name.slice(prefix().length) };
      })
      .sort((one, other) => one.at - other.at || (one.turn < other.turn ? -1 : 1));
  }

  // Keeps one turn as the server handed it over; returns whether there was room for it.
  function put({ key, title, begun, turn, replaces }) {
    const old = turns(key).filter((kept) => replaces?.includes(kept.turn));
    const at = old[0]?.at ?? Date.now();
    remove(`g:${key}`);
    const room =
      (read(`c:${key}`) !== null || write(`c:${key}`, { title, begun })) &&
      write(`t:${key}:${at}:${turn.key}`, turn);
    if (room) old.filter((kept) => kept.turn !== turn.key).forEach((kept) => remove(kept.name));
    told();
    return room;
  }

  // Keeps more of a turn that is kept; returns whether there was room for it.
  function amend(key, turn) {
    const old = turns(key).find((kept) => kept.turn === turn.key);
    return !old || write(old.name, turn);
  }

  function conversation(key) {
    const head = read(`c:${key}`);
    if (!head || read(`g:${key}`) !== null) return null;
    const packed = turns(key).map((kept) => read(kept.name)).filter(Boolean);
    return { key, title: read(`n:${key}`) ?? head.title, begun: head.begun, turns: packed };
  }

  // All conversations, pinned ones first, then by their last turn.
  function list() {
    const last = {};
    for (const name of names("t")) {
      const [key, at] = name.split(":").slice(-3);
      last[key] = Math.max(last[key] ?? 0, Number(at));
    }
    const rows = names("c").map((name) => {
      const key = name.split(":").at(-1);
      const head = read(`c:${key}`);
      return {
        key,
        title: read(`n:${key}`) ?? head?.title ?? "",
        at: last[key] ?? (Date.parse(head?.begun) || 0),
        pinned: read(`p:${key}`) !== null,
        gone: read(`g:${key}`) !== null,
      };
    });
    return rows.sort((one, other) => other.pinned - one.pinned || other.at - one.at);
  }

  // Whether the words stand in the title or in a question of a conversation.
  function holds(row, words) {
    const wanted = words.normalize("NFKC").toLowerCase();
    const texts = [row.title, ...turns(row.key).map((kept) => read(kept.name)?.question ?? "")];
    return texts.some((text) => text.normalize("NFKC").toLowerCase().includes(wanted));
  }

  function rename(key, name) {
    const room = write(`n:${key}`, name);
    told();
    return room;
  }

  function pin(key, pinned) {
    if (pinned) write(`p:${key}`, true);
    else remove(`p:${key}`);
    told();
  }

  function erase(key) {
    if (!write(`g:${key}`, Date.now())) forget(key); // no room even for that: it goes at once
    setTimeout(purge, UNDO_MS + 100);
    told();
  }

  function restore(key) {
    remove(`g:${key}`);
    told();
  }

  function forget(key) {
    turns(key).forEach((kept) => remove(kept.name));
    ["c", "n", "p", "g"].forEach((kind) => remove(`${kind}:${key}`));
  }

  // The kept quotes, the first one first.
  function quotes() {
    return names("q")
      .map((name) => name.slice(prefix().length))
      .map((name) => ({ ...read(name), key: name.slice(2) }))
      .filter((quote) => quote.report)
      .sort((one, other) => one.at - other.at);
  }

  // The same words are kept once.
  function keepQuote(quote) {
    const place = `q:${quote.report}-${quote.start}-${quote.end}`;
    const room = read(place) !== null || write(place, { ...quote, at: Date.now() });
    told();
    return room;
  }

  function dropQuote(key) {
    remove(`q:${key}`);
    told();
  }

  function purge() {
    for (const name of names("g")) {
      const key = name.split(":").at(-1);
      if (Date.now() - (read(`g:${key}`) ?? 0) >= UNDO_MS) forget(key);
    }
    told();
  }

  // What versions before kept in one value; it goes once all of it is kept here.
  function adopt(old) {
    const former = old?.conversations?.[window.gradio_config?.username || ""]?.list;
    let room = true;
    for (const kept of Array.isArray(former) ? former.toReversed() : []) {
      if (!/^[\w-]+$/.test(kept?.key ?? "") || read(`c:${kept.key}`)) continue;
      const begun = Date.parse(kept.begun) || 0;
      room &&= write(`c:${kept.key}`, { title: kept.title, begun: kept.begun });
      kept.turns?.forEach((turn, at) => {
        const own = { ...turn, key: `k${at}` };
        room &&= write(`t:${kept.key}:${(Date.parse(turn.asked) || begun) + at}:${own.key}`, own);
      });
    }
    if (former && room) localStorage.removeItem("govreport-history");
  }

  window.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(prefix())) told();
  });

  page.store = {
    put, amend, conversation, list, holds, rename, pin, erase, restore, purge, adopt, quotes, keepQuote, dropQuote,
    listen: (listener) => listeners.push(listener),
  };
})();
