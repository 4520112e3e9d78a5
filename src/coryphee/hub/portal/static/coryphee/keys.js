// Keyboard and menus: "/" goes to the search, Escape and a click elsewhere close an open menu; buttons that need a script.
// Menus are <details class="menu">: without this script they still open and close.
(function () {
  "use strict";
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      const search = Array.from(document.querySelectorAll("[data-search]")).find((input) => input.offsetParent !== null);
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
    if (event.key === "Escape") {
      const menu = event.target.closest("details.menu[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // "choose all" in a table: <input type=checkbox data-choose-all> in its head
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-choose-all]")) return;
    for (const box of event.target.closest("table").querySelectorAll("tbody .choose input")) box.checked = event.target.checked;
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // a password shown while its button is pressed down, and hidden again before it is sent: browsers keep what they see
  for (const button of document.querySelectorAll("[data-reveals]")) {
    const field = document.getElementById(button.dataset.reveals);
    const reveal = (shown) => {
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
    };
    button.hidden = false;
    button.addEventListener("click", () => reveal(field.type === "password"));
    field.form.addEventListener("submit", () => reveal(false));
    window.addEventListener("pagehide", () => reveal(false));
  }
})();
