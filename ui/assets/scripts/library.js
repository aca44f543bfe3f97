// The table of reports, a page of them from the server: what narrows and sorts it is sent there.
// What is ticked is kept here, on whatever page it stands, and can be asked alone.
(() => {
  const page = window.govreport;
  const SETTLING_MS = 150; // without a further letter
  const picked = new Set();
  let typing = 0;

  const all = () => document.querySelector("#gov-library");
  const table = () => all()?.querySelector(".gov-library");

  // Everything that the table follows, with what changes now; another list begins at its first page.
  function ask(change) {
    const { sort, falls } = table().dataset;
    const words = all().querySelector("input[type=search]").value;
    const lists = [...all().querySelectorAll("[data-filter]")];
    const chosen = Object.fromEntries(lists.map((list) => [list.dataset.filter, list.value]));
    page.list({ words, ...chosen, sort, falls: falls !== undefined, page: 0, ...change });
  }

  function count() {
    const line = table()?.querySelector(".gov-picked");
    if (!line) return;
    line.hidden = !picked.size;
    line.querySelector("span").textContent = line.dataset.say.replace("{count}", picked.size);
  }

  // After each table: its ticks, and what is said of it. Gradio changes what differs, so that a
  // button which was pressed is still there, with the focus.
  function shown() {
    const rows = table();
    if (!rows) return;
    for (const box of rows.querySelectorAll("[data-pick]")) box.checked = picked.has(box.dataset.pick);
    count();
    const { sort, falls, said } = rows.dataset;
    all().querySelector(".gov-library-shown").textContent = said;
    const order = sort && `${sort} ${falls === undefined ? "rises" : "falls"}`;
    all().querySelector("[data-order]").value = order;
  }

  function turn(to) {
    ask({ page: Number(to) });
    page.scrollTo(() => all(), "start", null, "auto");
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.closest?.("#gov-library")) return;
    if (field.matches("[data-pick]")) {
      picked[field.checked ? "add" : "delete"](field.dataset.pick);
      count();
    } else if (field.matches("[data-order]")) {
      const [sort, order] = field.value.split(" ");
      ask({ sort, falls: order === "falls" });
    } else if (field.matches("[data-pages]")) {
      turn(field.value);
    } else if (field.matches("[data-filter]")) {
      ask();
    } else if (field.matches("[type=search]") && !event.isComposing) {
      clearTimeout(typing);
      typing = setTimeout(ask, SETTLING_MS);
    }
  });

  // the letters of a Chinese word are no search yet
  document.addEventListener("compositionend", (event) => {
    if (event.target.matches?.("#gov-library input[type=search]")) ask();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#gov-library button");
    if (!button) return;
    const { sort, step } = button.dataset;
    if (sort) {
      const now = table().dataset;
      ask({ sort, falls: now.sort === sort && now.falls === undefined });
    } else if (step && button.ariaDisabled !== "true") {
      turn(button.value);
    } else if (button.matches("[data-only]")) {
      page.only({ reports: [...picked] });
    } else if (button.matches("[data-unpick]")) {
      picked.clear();
      shown();
    }
  });

  // A report that is removed is no longer ticked.
  function unpick(report) {
    picked.delete(report);
  }

  page.library = { shown, unpick };
})();
