// Behaviour of the frame. Works without it: every page is a plain document, this only makes it quicker.
(() => {
  "use strict";
  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");
  const all = (root, what) => [...(root.matches && root.matches(what) ? [root] : []), ...root.querySelectorAll(what)];

  // Keyboard: "/" search, "?" help, "g" then a letter.
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((menu) => closeMenu(menu, true));
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector("[data-search]");
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "?") {
      openDialog("tro-giup");
    } else if (event.key === "g") {
      going = Date.now();
    } else if (Date.now() - going < 1500) {
      const link = document.querySelector(`[data-go="${CSS.escape(event.key.toLowerCase())}"]`);
      going = 0;
      if (link) link.click();
    }
  });

  // Menus (<details class="menu">) close on a click elsewhere; dialogs open by id.
  const closeMenu = (menu, refocus) => {
    menu.open = false;
    if (refocus) menu.querySelector("summary").focus();
  };
  const openDialog = (id) => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) closeMenu(menu, false);
    });
    const opener = event.target.closest("[data-open-dialog]");
    if (opener) openDialog(opener.dataset.openDialog);
    if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog").close();
    if (event.target.closest("[data-print]")) window.print();
  });

  // A form is sent once; the server refuses doubles too, this only saves the person the message.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || event.defaultPrevented) return;
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 10000 && form.method === "post") {
      event.preventDefault();
      return;
    }
    if (form.method !== "post") return;
    form.dataset.sent = String(Date.now());
    all(form, "button[type=submit], button:not([type])").forEach((button) => button.setAttribute("aria-busy", "true"));
  });
  const release = (root) => all(root, "form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    all(form, "[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
  window.addEventListener("pageshow", () => release(document));
  document.addEventListener("htmx:afterRequest", (event) => release(event.target));

  // Drafts: <form data-draft-key="…"> is kept in this browser until the server has it.
  const PREFIX = "ocop-draft:";
  const fieldsOf = (form) => [...form.elements].filter(
    (field) => field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type)
  );
  const valuesOf = (form) => fieldsOf(form).map((field) => [
    field.name, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value, field.value,
  ]);
  const say = (form, text) => {
    let place = form.querySelector("[data-draft-state]");
    if (!place) {
      place = document.createElement("span");
      place.dataset.draftState = "";
      place.className = "draft-state";
      place.setAttribute("role", "status");
      (form.querySelector(".form-foot") || form).append(place);
    }
    place.textContent = text;
    return place;
  };
  const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const fill = (form, values) => values.forEach(([name, value, own]) => {
    const found = fieldsOf(form).filter((field) => field.name === name);
    const field = found.length > 1 ? found.find((one) => one.value === own) : found[0];
    if (!field) return;
    if (typeof value === "boolean") field.checked = value;
    else field.value = value;
  });
  const offer = (form, key) => {
    const stored = localStorage.getItem(key);
    if (!stored || form.querySelector("[data-form-summary]") || stored === JSON.stringify(valuesOf(form))) return;
    const place = say(form, "Có nội dung nhập dở từ lần trước. ");
    [["Lấy lại", () => fill(form, JSON.parse(stored))], ["Bỏ đi", () => localStorage.removeItem(key)]].forEach(([text, act]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-outline-secondary btn-sm";
      button.textContent = text;
      button.addEventListener("click", () => { act(); place.textContent = ""; });
      place.append(button, " ");
    });
  };
  const keepDraft = (form) => {
    const key = PREFIX + form.dataset.draftKey;
    let timer = 0;
    offer(form, key);
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        try {
          localStorage.setItem(key, JSON.stringify(valuesOf(form)));
          say(form, `Đã giữ tạm trong máy này ${clock()}`);
        } catch {
          say(form, "");
        }
      }, 400);
    });
    form.addEventListener("submit", () => sessionStorage.setItem("ocop-sent", key));
  };
  // A draft is dropped when the page after the sending carries no error summary: the server has it.
  const sent = sessionStorage.getItem("ocop-sent");
  if (sent) {
    sessionStorage.removeItem("ocop-sent");
    if (!document.querySelector("[data-form-summary], [data-keep-draft]")) localStorage.removeItem(sent);
  }

  // Controls that send their form as soon as they change: <select data-auto-submit>.
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-auto-submit]")) event.target.form.requestSubmit();
  });

  // A file control tells what was chosen in the page's language, not in the browser's.
  const tellFile = (well) => {
    const names = [...well.querySelector("input[type=file]").files].map((file) => file.name);
    well.dataset.chosen = names.join(", ") || well.dataset.none;
    well.classList.add("is-live");
  };
  document.addEventListener("change", (event) => {
    const well = event.target.closest("[data-file-well]");
    if (well) tellFile(well);
  });
  window.addEventListener("pageshow", () => all(document, "[data-file-well]").forEach(tellFile));

  // Bootstrap's own script is fetched only by a page that asks for it.
  let bootstrapAsked = false;
  const prepare = (root) => {
    all(root, "form[data-draft-key]").forEach(keepDraft);
    all(root, "[data-file-well]").forEach(tellFile);
    all(root, "[data-form-summary]").forEach((summary) => summary.focus());
    if (!bootstrapAsked && all(root, "[data-bs-toggle], [data-bs-dismiss]").length) {
      bootstrapAsked = true;
      const script = document.createElement("script");
      script.src = document.documentElement.dataset.bootstrap;
      document.head.append(script);
    }
  };
  prepare(document);
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const field = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = (token && token[1]) || (field && field.value) || "";
  });
  document.addEventListener("htmx:afterSwap", (event) => prepare(event.target));
  // A tab nobody looks at asks for nothing. (A filter in hx-trigger would need eval, which the page's policy refuses.)
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches(".jobs-badge")) event.preventDefault();
  });
})();
