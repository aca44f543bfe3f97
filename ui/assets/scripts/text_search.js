// Search inside the full text: matches are highlighted without changing the document.
(() => {
  const page = window.govreport;
  const matches = { root: null, for: "", ranges: [], at: -1 };

  // Shows the next match (step 1) or the one before (-1) of what the field holds.
  function find(root, step) {
    const field = root?.querySelector(".gov-find input");
    if (!field) return;
    const wanted = field.value.normalize("NFKC").toLowerCase().trim();
    if (root !== matches.root || wanted !== matches.for) {
      Object.assign(matches, { root, for: wanted });
      matches.ranges = wanted ? ranges(root.querySelector(".gov-text"), wanted) : [];
      matches.at = from(step, root.querySelector(".gov-reader-bar").getBoundingClientRect().bottom);
    }
    const count = matches.ranges.length;
    matches.at = count ? (matches.at + step + count) % count : -1;
    root.querySelector(".gov-matches").textContent = wanted
      ? root.dataset.found.replace("{at}", count ? matches.at + 1 : 0).replace("{count}", count)
      : "";
    const highlights = globalThis.CSS?.highlights;
    if (highlights) {
      highlights.set("gov-match", new Highlight(...matches.ranges));
      highlights.set("gov-match-now", new Highlight(...matches.ranges.slice(matches.at, matches.at + 1)));
    }
    toMiddle(matches.ranges[matches.at]);
  }

  // A paragraph may be higher than the window: its words, not its middle, come into sight.
  function toMiddle(range) {
    if (!range) return;
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" }); // it is laid out then
    const { top, height } = range.getBoundingClientRect();
    window.scrollBy({ top: top + height / 2 - innerHeight / 2, behavior: "instant" });
  }

  // The match before the one to show first: what is looked for is shown from here, not from the top.
  function from(step, top) {
    const at = matches.ranges.findIndex((range) => range.getBoundingClientRect().bottom > top);
    return step > 0 ? at - 1 : Math.max(at, 0);
  }

  function ranges(root, wanted) {
    const found = [];
    for (const block of root.querySelectorAll(".gov-numbered p, h2, h3, h4")) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const places = [];
      let text = "";
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let offset = 0; offset < node.length; offset += 1) {
          const folded = node.data[offset].normalize("NFKC").toLowerCase();
          for (let unit = 0; unit < folded.length; unit += 1) places.push([node, offset]);
          text += folded;
        }
      }
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        const range = document.createRange();
        range.setStart(...places[at]);
        const [node, offset] = places[at + wanted.length - 1];
        range.setEnd(node, offset + 1);
        found.push(range);
      }
    }
    return found;
  }

  page.findInText = find;
})();
