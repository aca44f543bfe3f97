// Quotes that a person keeps, over all conversations: where each stands lies in the browser's store;
// the server shows those that still stand there.
(() => {
  const page = window.govreport;
  let shown = "[]"; // what the server was last asked to show

  function show() {
    if (!page.listQuotes) return setTimeout(show, 50); // the list is not there yet
    const quotes = page.store.quotes();
    if (JSON.stringify(quotes) === shown) return;
    shown = JSON.stringify(quotes);
    page.listQuotes(quotes);
  }

  function keep({ report, paragraph, start, end, excerpt, told, full }, button) {
    const [from, to] = [Number(start), Number(end)];
    const quote = { report, paragraph: Number(paragraph), start: from, end: to, excerpt };
    page.tell(page.store.keepQuote(quote) ? told : full, button);
  }

  // In another language the list comes anew.
  function again() {
    shown = "";
    show();
  }

  page.store.listen(show);
  page.quotes = { keep, show, again };
})();
