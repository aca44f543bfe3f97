// Charts taken along as pictures, and tables sorted by their heads.
(() => {
  const page = window.govreport;
  const SCALE = 2; // pixels of a picture for each unit of the drawing
  const MARGIN = 12;
  const CAPTION = 28; // units below the drawing, for the line that says what it shows

  // What the page's style gives a drawing; a picture has no style sheet.
  const STYLED = [
    "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "paint-order",
    "font-family", "font-size", "font-weight",
  ];

  const node = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  function dressed(from, to) {
    const style = getComputedStyle(from);
    for (const name of STYLED) to.style.setProperty(name, style.getPropertyValue(name));
    [...from.children].forEach((child, at) => dressed(child, to.children[at]));
  }

  // The drawing on its own: its style written into it, on its ground, with its caption.
  function drawn(figure) {
    const svg = figure.querySelector("svg.gov-chart");
    const copy = svg.cloneNode(true);
    dressed(svg, copy);
    const { width, height } = svg.viewBox.baseVal;
    const [wide, high] = [width + 2 * MARGIN, height + 2 * MARGIN + CAPTION];
    const words = getComputedStyle(svg.querySelector("text"));
    const caption = node("text", { x: 0, y: height + CAPTION - 8 });
    caption.textContent = figure.querySelector("figcaption").textContent;
    caption.style.cssText = `font: 12px ${words.fontFamily}; fill: ${words.fill}`;
    const ground = node("rect", { x: -MARGIN, y: -MARGIN, width: wide, height: high });
    ground.style.fill = getComputedStyle(figure).backgroundColor;
    for (const name of ["class", "role", "aria-label", "style"]) copy.removeAttribute(name);
    for (const linked of copy.querySelectorAll("[tabindex]")) {
      for (const name of ["tabindex", "role", "data-citation", "aria-label"]) linked.removeAttribute(name);
    }
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${wide} ${high}`);
    copy.setAttribute("width", wide);
    copy.setAttribute("height", high);
    copy.prepend(ground);
    copy.append(caption);
    return { text: new XMLSerializer().serializeToString(copy), wide, high };
  }

  async function painted(figure) {
    const { text, wide, high } = drawn(figure);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [wide * SCALE, high * SCALE];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  // The charts of one answer, or of the whole conversation, as PNG in base64 by the turn's number.
  async function pictures(root = document) {
    const found = {};
    for (const figure of root.querySelectorAll(".gov-turn[data-turn] .gov-figure")) {
      const address = (await painted(figure)).toDataURL("image/png");
      found[figure.closest("[data-turn]").dataset.turn] = address.slice(address.indexOf(",") + 1);
    }
    return found;
  }

  async function save(figure, kind) {
    const name = `${page.stem(figure.dataset.name)}.${kind}`;
    if (kind === "svg") return page.download(name, new Blob([drawn(figure).text], { type: "image/svg+xml" }));
    const canvas = await painted(figure);
    canvas.toBlob((blob) => page.download(name, blob), "image/png");
  }

  // Numbers by their size, other words as the language of the page sorts them; empty cells last.
  function sort(button) {
    const head = button.closest("th");
    const table = head.closest("table");
    const falls = head.getAttribute("aria-sort") === "ascending";
    const cell = (row) => row.cells[head.cellIndex];
    const words = (row) => cell(row).dataset.value ?? cell(row).textContent.trim();
    const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const rows = [...table.tBodies[0].rows].sort((one, other) => {
      const [a, b] = [words(one), words(other)];
      if (!a || !b) return Number(!a) - Number(!b);
      const numbers = [Number(a), Number(b)];
      const by = numbers.some(Number.isNaN) ? order.compare(a, b) : numbers[0] - numbers[1];
      return falls ? -by : by;
    });
    table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", falls ? "descending" : "ascending");
    table.tBodies[0].append(...rows);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".gov-sort:not([data-sort]), [data-picture]");
    if (button?.matches(".gov-sort")) sort(button);
    else if (button) save(button.closest(".gov-figure"), button.dataset.picture);
  });

  page.charts = { pictures };
})();
