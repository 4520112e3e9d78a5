// Asks the browser for a security key: <form data-security-key="create|get">, its question in #security-key-question.
// The answer goes into the form's field "code" as JSON, and the form is sent like any other.
(function () {
  "use strict";
  const form = document.querySelector("form[data-security-key]");
  const question = document.getElementById("security-key-question");
  if (!form || !question || !window.PublicKeyCredential) return;
  const button = form.querySelector("button[hidden]");
  const failed = form.querySelector("[data-failed]");
  const known = form.querySelector("[data-known]");

  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  }
  function text(buffer) {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function asked() {
    const read = JSON.parse(question.textContent);
    read.challenge = bytes(read.challenge);
    if (read.user) read.user.id = bytes(read.user.id);
    for (const list of ["allowCredentials", "excludeCredentials"]) {
      if (read[list]) read[list] = read[list].map((known) => ({ ...known, id: bytes(known.id) }));
    }
    return { publicKey: read };
  }
  function written(credential) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: response,
      clientExtensionResults: {},
    });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return; // the browser asks already, and would give up both questions
    form.setAttribute("aria-busy", "true");
    failed.hidden = true;
    if (known) known.hidden = true;
    try {
      form.elements.code.value = written(await navigator.credentials[form.dataset.securityKey](asked()));
      form.submit();
    } catch (error) {
      form.removeAttribute("aria-busy");
      (known && error.name === "InvalidStateError" ? known : failed).hidden = false;
    }
  });
  button.hidden = false;
})();
