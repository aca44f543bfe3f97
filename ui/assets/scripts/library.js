// The table of reports: narrowed by words and lists; what is ticked can be asked alone.
(() => {
  const page = window.govreport;
  const table = (target) => target.closest?.(".gov-library");

  function narrow(library) {
    const fold = (text) => text.normalize("NFKC").toLowerCase();
    const words = fold(library.querySelector("input[type=search]").value).split(/\s+/).filter(Boolean);
    const lists = [...library.querySelectorAll("[data-filter]")].filter((list) => list.value);
    let shown = 0;
    for (const row of library.querySelectorAll("tbody tr")) {
      const title = fold(row.querySelector("th").textContent);
      row.hidden =
        !words.every((word) => title.includes(word)) ||
        !lists.every((list) => row.dataset[list.dataset.filter] === list.value);
      shown += Number(!row.hidden);
    }
    const told = library.querySelector(".gov-library-shown");
    told.textContent = words.length || lists.length ? told.dataset.say.replace("{shown}", shown) : "";
  }

  const picked = (library) => [...library.querySelectorAll("[data-pick]:checked")];

  function count(library) {
    const line = library.querySelector(".gov-picked");
    const number = picked(library).length;
    line.hidden = !number;
    line.querySelector("span").textContent = line.dataset.say.replace("{count}", number);
  }

  document.addEventListener("input", (event) => {
    const library = table(event.target);
    if (!library) return;
    if (event.target.matches("[data-pick]")) count(library);
    else narrow(library);
  });

  document.addEventListener("click", (event) => {
    const library = table(event.target);
    if (event.target.closest?.("[data-only]")) {
      page.only({ reports: picked(library).map((box) => box.dataset.pick) });
    } else if (event.target.closest?.("[data-unpick]")) {
      for (const box of picked(library)) box.checked = false;
      count(library);
    }
  });
})();
