// What is asked in place: a second click for what cannot be undone, a field in place of a text.
(() => {
  // A button that cannot be undone asks to be clicked twice.
  function sure(button) {
    if (button.dataset.armed) return true;
    const words = button.textContent;
    button.dataset.armed = "1";
    button.textContent = button.dataset.sure;
    setTimeout(() => {
      delete button.dataset.armed;
      button.textContent = words;
    }, 3000);
    return false;
  }

  // An inline edit: the text becomes a field; Enter takes it, Escape leaves it.
  function edit(button, label, taken) {
    const field = document.createElement("textarea");
    field.value = button.textContent;
    field.rows = 1;
    field.className = "gov-edit";
    field.setAttribute("aria-label", label || button.textContent);
    const leave = () => {
      field.replaceWith(button);
      button.focus();
    };
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") leave();
      if (event.key === "Enter") {
        event.preventDefault();
        const text = field.value.trim();
        leave();
        if (text && text !== button.textContent) taken(text);
      }
    });
    button.replaceWith(field);
    field.focus();
    field.select();
  }

  Object.assign(window.govreport, { sure, edit });
})();
