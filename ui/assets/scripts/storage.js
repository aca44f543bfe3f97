// The browser's stores, of the site and of this tab. Where a browser refuses them, what is kept lasts as
// long as the page, for Gradio too. What the tab keeps is for when its page is loaded again.
(() => {
  const page = window.govreport;

  class Passing {
    getItem(name) {
      return this[name] ?? null;
    }
    setItem(name, value) {
      this[name] = String(value);
    }
    removeItem(name) {
      delete this[name];
    }
  }

  // Whether the browser has that store.
  function lasts(name) {
    try {
      window[name].getItem("");
      return true;
    } catch {
      Object.defineProperty(window, name, { value: new Passing(), configurable: true });
      return false;
    }
  }

  lasts("sessionStorage");

  function keep(name, value) {
    try {
      sessionStorage.setItem(name, value);
    } catch {
      sessionStorage.removeItem(name); // full: better nothing than what was kept before
    }
  }

  page.storage = {
    lasts: lasts("localStorage"),
    ofTab: (name) => sessionStorage.getItem(name),
    keepInTab: keep,
    reloaded: performance.getEntriesByType("navigation")[0]?.type === "reload",
  };
})();
