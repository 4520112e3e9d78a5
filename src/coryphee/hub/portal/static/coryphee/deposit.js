// Deposit of files with progress, over the plain form of pieces/file_drop.html (which works without this script).
//
// In the page
//   form[data-deposit]          action = where each file is posted; holds csrfmiddlewaretoken and a hidden `deposit_group`
//     input[type=file][multiple][name=file]
//     .drop                     the area that takes dropped files
//   [data-deposit-list]         where the rows go; its attributes carry the words, translated by the template:
//                               data-waiting, data-sending, data-refused, data-cancelled, data-network, data-too-large,
//                               data-sent-of ("{done} of {all} files sent"), data-limit (bytes per file)
//   [data-deposit-all]          the box around the whole, hidden until the first file; holds progress and [data-summary]
//   template[data-deposit-row]  one row: .name .size progress .said [data-cancel] [data-again], and a finding card
//                               (.findings with [data-title] .code [data-help]) for a refusal
//
// On the wire, one request per file, two at a time
//   POST form.action, multipart: `file`, `deposit_group`; headers X-CSRFToken, Accept: application/json
//   202 {id, url, state, html}  html (pieces/deposit_file.html) replaces the row, and htmx goes on polling what it asks for
//   4xx/5xx application/problem+json {code, title, help} with a code is the door's refusal of this file: the card
//   anything else was interrupted: "Try again"
// Every row that ends fires `deposit:done` on the form: {detail: {name, ok}}.
(function () {
  "use strict";
  const form = document.querySelector("form[data-deposit]");
  const list = document.querySelector("[data-deposit-list]");
  if (!form || !list) return;
  const box = document.querySelector("[data-deposit-all]");
  const words = list.dataset;
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const AT_ONCE = 2;
  const entries = [];

  drop.classList.add("scripted");
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  drop.addEventListener("dragleave", (event) => {
    if (!drop.contains(event.relatedTarget)) drop.classList.remove("over");
  });
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer.files);
  });
  // a file dropped beside the area must not replace the page
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => {
    if (entries.some((entry) => entry.state === "waiting" || entry.state === "sending")) event.preventDefault();
  });

  function take(files) {
    for (const file of files) entries.push(makeEntry(file));
    box.hidden = entries.length === 0;
    next();
  }

  function makeEntry(file) {
    const row = document.querySelector("template[data-deposit-row]").content.firstElementChild.cloneNode(true);
    const entry = { file, row, state: "waiting", sent: 0, request: null };
    row.querySelector(".name").textContent = file.name;
    row.querySelector(".size").textContent = size(file.size);
    row.querySelector("[data-cancel]").addEventListener("click", () => cancel(entry));
    row.querySelector("[data-again]").addEventListener("click", () => {
      entry.state = "waiting";
      show(entry, words.waiting);
      next();
    });
    list.append(row);
    show(entry, words.waiting);
    if (file.size > Number(words.limit)) end(entry, "failed", words.tooLarge);
    return entry;
  }

  function next() {
    const running = entries.filter((entry) => entry.state === "sending").length;
    for (const entry of entries.filter((one) => one.state === "waiting").slice(0, AT_ONCE - running)) send(entry);
    summary();
  }

  function send(entry) {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("deposit_group", form.elements.deposit_group ? form.elements.deposit_group.value : "");
    body.append("file", entry.file, entry.file.name);
    entry.request = request;
    entry.state = "sending";
    entry.sent = 0;
    request.open("POST", form.action);
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      entry.sent = Math.min(event.loaded, entry.file.size);
      entry.row.querySelector("progress").value = event.lengthComputable ? event.loaded / event.total : 0;
      summary();
    });
    request.addEventListener("load", () => answered(entry, request));
    request.addEventListener("error", () => end(entry, "failed", words.network));
    request.send(body);
    show(entry, words.sending);
  }

  function answered(entry, request) {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      answer = {}; // a page instead of JSON: an expired session or a proxy; said as an interrupted sending
    }
    if (request.status === 202 && answer.html) {
      entry.sent = entry.file.size;
      replaceRow(entry, answer.html);
      end(entry, "sent", "");
    } else {
      const refused = request.status < 500 && request.status !== 408 && answer.code && answer.title;
      end(entry, refused ? "refused" : "failed", refused ? words.refused : words.network);
      if (refused) explain(entry, answer);
    }
  }

  // the same bytes would be refused again: no "Try again", but what to mend
  function explain(entry, answer) {
    const card = entry.row.querySelector(".findings");
    card.querySelector("[data-title]").textContent = answer.title;
    card.querySelector(".code").textContent = answer.code;
    card.querySelector("[data-help]").textContent = answer.help || "";
    card.querySelector(".do").hidden = !answer.help;
    card.hidden = false;
  }

  function replaceRow(entry, html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const row = holder.content.firstElementChild;
    entry.row.replaceWith(row);
    entry.row = row;
    if (window.htmx) window.htmx.process(row);
  }

  function cancel(entry) {
    if (entry.request) entry.request.abort();
    end(entry, "cancelled", words.cancelled);
  }

  function end(entry, state, said) {
    entry.state = state;
    entry.request = null;
    if (state !== "sent") show(entry, said);
    form.dispatchEvent(new CustomEvent("deposit:done", { detail: { name: entry.file.name, ok: state === "sent" } }));
    next();
  }

  function show(entry, said) {
    const bar = entry.row.querySelector("progress");
    const going = entry.state === "waiting" || entry.state === "sending";
    bar.hidden = !going;
    bar.setAttribute("aria-label", entry.file.name);
    entry.row.querySelector(".said").textContent = said;
    entry.row.querySelector("[data-cancel]").hidden = !going;
    entry.row.querySelector("[data-again]").hidden = going || entry.state === "refused" || entry.file.size > Number(words.limit);
    entry.row.classList.toggle("failed", entry.state === "failed" || entry.state === "refused");
  }

  function summary() {
    const counted = entries.filter((entry) => entry.state !== "cancelled");
    const bytes = counted.reduce((sum, entry) => sum + entry.file.size, 0);
    const sent = counted.reduce((sum, entry) => sum + (entry.state === "waiting" || entry.state === "sending" ? entry.sent : entry.file.size), 0);
    const done = counted.filter((entry) => entry.state === "sent").length;
    const bar = box.querySelector("progress");
    if (bar) bar.value = bytes === 0 ? 0 : sent / bytes;
    box.querySelector("[data-summary]").textContent = words.sentOf.replace("{done}", done).replace("{all}", counted.length);
  }

  function size(bytes) {
    const units = [[1048576, "megabyte"], [1024, "kilobyte"], [1, "byte"]];
    const [unit, name] = units.find(([least]) => bytes >= least) || units[2];
    const format = { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: unit === 1048576 ? 1 : 0 };
    return new Intl.NumberFormat(document.documentElement.lang, format).format(bytes / unit);
  }
})();
