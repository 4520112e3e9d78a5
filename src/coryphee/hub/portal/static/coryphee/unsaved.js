// Asks before leaving a form that was changed: <form data-unsaved>. Sending the form is not leaving it.
// Of a page that stood open for a while the session may be over: then nothing is sent, and pieces/session_over.html
// in the form says so. Signed in again in another tab, the reader sends what they typed from here; of whoever else
// signed in there nothing is sent.
(function () {
  "use strict";
  const A_WHILE = 5 * 60 * 1000; // ms
  const changed = new Set();
  const certain = new WeakSet();

  // the token that belongs to the present session of the reader; null when there is none, "" when nobody knows
  async function token(form, reader) {
    try {
      const answer = await fetch(form.action, { redirect: "manual" });
      if (answer.type === "opaqueredirect") return null;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const present = page.querySelector("[data-session-over]")?.dataset.sessionOver;
      if (present && present !== reader) return null;
      return page.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
    } catch {
      return "";
    }
  }

  // heard before sending.js, which takes what is let through for sent
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      const over = form.querySelector("[data-session-over]");
      if (!over || certain.delete(form) || (over.hidden && performance.now() < A_WHILE)) return;
      event.preventDefault();
      const present = await token(form, over.dataset.sessionOver);
      over.hidden = present !== null;
      if (present === null) {
        over.focus();
        return;
      }
      if (present) form.elements.csrfmiddlewaretoken.value = present;
      certain.add(form);
      form.requestSubmit(event.submitter);
    },
    { capture: true },
  );

  // a form that is checked while it is filled in: the answer that leads to the sign-in page would take all along
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const over = event.target.querySelector("[data-session-over]");
    if (!over || !event.detail.xhr.getResponseHeader("HX-Refresh")) return;
    event.preventDefault();
    over.hidden = false;
  });

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-unsaved]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) changed.delete(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    for (const form of changed) if (!form.isConnected) changed.delete(form);
    if (changed.size > 0) event.preventDefault();
  });
})();
