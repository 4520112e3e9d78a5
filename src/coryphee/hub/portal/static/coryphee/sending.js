// A form is sent once: while its answer is on the way it shows that it works, and pressing again sends nothing.
// On a slow line a second request would undo what the first one did: a new code, a new session, recovery codes unseen.
(function () {
  "use strict";
  const PATIENCE = 10000; // ms: after a download, or when the sending was stopped, the page stays and may send again
  const rest = (form) => form.removeAttribute("aria-busy");

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
    if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    setTimeout(rest, PATIENCE, form);
  });
  // a page that the browser kept whole is shown again by "back"
  window.addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach(rest));
})();
