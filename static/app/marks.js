// A criteria sheet: one criterion at a time, keys, and saving by itself. Points and stars come from the server's answer
// only. Without this file the sheet is one plain form with a save button.
(() => {
  "use strict";
  const form = document.querySelector("form[data-marks]");
  if (!form) return;
  const sections = [...form.querySelectorAll("[data-criterion]")];
  const links = new Map([...form.querySelectorAll("[data-goto]")].map((link) => [link.dataset.goto, link]));
  const codes = sections.map((section) => section.dataset.criterion);
  const state = form.querySelector("[data-draft-state]");
  const readOnly = "readOnly" in form.dataset;
  const key = `ocop-draft:${form.dataset.draftKey}`;
  let here = 0;

  // One criterion a screen; the address names it, so that going back and reloading keep the place.
  const show = (index, focus) => {
    here = Math.max(0, Math.min(index, sections.length - 1));
    sections.forEach((section, n) => section.classList.toggle("is-current", n === here));
    links.forEach((link, code) => {
      if (code === codes[here]) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
    form.querySelector("[data-step-place]").textContent = `${here + 1}/${sections.length}`;
    form.querySelector('[data-step="-1"]').disabled = here === 0;
    const next = form.querySelector('[data-step="1"]');
    const review = form.querySelector("[data-review]");
    next.disabled = here === sections.length - 1;
    next.hidden = next.disabled && Boolean(review);
    if (review) review.hidden = !next.disabled;
    history.replaceState(null, "", `#tc-${codes[here]}`);
    loadProofs(sections[here]);
    if (!focus) return;
    sections[here].focus({ preventScroll: true });
    const top = form.querySelector(".marks-bar").getBoundingClientRect();
    if (sections[here].getBoundingClientRect().top < top.bottom || focus === "top") sections[here].scrollIntoView({ block: "start" });
  };
  // Papers stand beside the criterion: fetched when it is looked at, in a window wide enough to read them.
  const loadProofs = (root) => root.querySelectorAll("[data-src]").forEach((frame) => {
    const closed = frame.closest("details:not([open])");
    if (!closed) {
      frame.src = frame.dataset.src;
      frame.removeAttribute("data-src");
    }
  });
  const indexOf = (hash) => codes.indexOf(decodeURIComponent(hash).replace("#tc-", ""));
  const unanswered = () => sections.findIndex((section) => !section.querySelector("input[type=radio]:checked"));
  document.addEventListener("toggle", (event) => { if (event.target.open) loadProofs(event.target); }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#tc-"]');
    const index = link ? indexOf(link.getAttribute("href")) : -1;
    if (index >= 0) {
      event.preventDefault();
      show(index, "top");
    }
    const step = event.target.closest("[data-step]");
    if (step) show(here + Number(step.dataset.step), "top");
  });

  // Keys: 1–9 the printed levels in order, 0 none of them, Enter the next criterion.
  const typing = (target) => target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
  const choose = (digit) => {
    const options = [...sections[here].querySelectorAll(`input[type=radio][data-key="${digit}"]`)];
    const chosen = sections[here].querySelector("input[type=radio]:checked");
    // With two cases «không đạt» stands in each: the one beside the level chosen so far.
    const near = chosen && options.find((option) => option.value.split(":")[0] === chosen.value.split(":")[0]);
    const option = near || options[0];
    if (!option || option.matches(":disabled")) return;
    option.focus();
    option.click();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (/^[0-9]$/.test(event.key)) {
      event.preventDefault();
      choose(event.key);
    } else if (event.key === "Enter" && (event.target === document.body || form.contains(event.target)) && !event.target.closest("a, button, summary")) {
      event.preventDefault();
      show(here + 1, "top");
    }
  });

  // Saving: a moment after the last change, one request at a time; the browser keeps the draft until the server has it.
  let changes = 0;
  let saved = 0;
  let busy = false;
  let refused = false;
  let timer = 0;
  const PENDING = "Chưa lưu";
  const say = (text) => { state.textContent = text; };
  const put = (html) => {
    const place = form.querySelector("[data-live-place]");
    const open = Boolean(place.querySelector("details[open]"));
    place.innerHTML = html;
    const details = place.querySelector("details");
    if (details) details.open = open;
    const live = place.querySelector("[data-live]").dataset;
    const missing = new Set(live.missing.split(" "));
    const off = new Set(live.off.split(" "));
    links.forEach((link, code) => link.classList.toggle("is-done", !missing.has(code)));
    sections.forEach((section) => section.classList.toggle("tc-off", off.has(section.dataset.criterion)));
    say(saved !== changes ? PENDING : live.saved ? `đã lưu ${live.saved}` : "");
  };
  const refuse = (answer, html) => {
    refused = answer.status === 409 || answer.status === 404;
    if (answer.status === 409 || answer.status === 422) {
      form.querySelector("[data-refused-place]").innerHTML = html;
      say("");
    } else {
      say("Chưa lưu được; nội dung còn giữ trong máy này. Hãy tải lại trang.");
      if (answer.status >= 500) later(10_000);
    }
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  const save = async () => {
    if (busy || refused || saved === changes) return;
    busy = true;
    const sending = changes;
    say("Đang lưu…");
    try {
      const body = new FormData(form);
      const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin", redirect: "manual" });
      if (answer.type === "opaqueredirect") throw new Error("login");
      const html = await answer.text();
      if (answer.ok) {
        saved = sending;
        form.querySelector("[data-refused-place]").textContent = "";
        put(html);
        if (saved === changes) localStorage.removeItem(key);
      } else {
        saved = answer.status === 422 ? sending : saved;
        refuse(answer, html);
      }
    } catch (error) {
      say(error.message === "login"
        ? "Phiên đăng nhập đã hết; nội dung đã giữ trong máy này. Hãy tải lại trang để đăng nhập."
        : "Mất kết nối; nội dung đã giữ trong máy này, sẽ lưu khi có mạng.");
      later(10_000);
    }
    busy = false;
    if (saved !== changes && !refused) later(timer ? 600 : 0);
  };
  // Whoever leaves for another page, or takes a paper off, first has the last change saved; a dead line is not waited for.
  const flush = async () => {
    clearTimeout(timer);
    for (let tries = 0; saved !== changes && !refused && tries < 30; tries += 1) {
      await save();
      if (saved !== changes) await new Promise((go) => setTimeout(go, 100));
    }
  };
  const changed = (wait) => {
    changes += 1;
    // What was saved before is no word about this change.
    if (state.textContent.startsWith("đã lưu")) say(PENDING);
    later(wait);
  };
  window.addEventListener("online", () => later(0));

  // Marks do not stay behind on a tablet that members share: a draft the server has, or of a sheet handed in, goes.
  if (!state.querySelector("button")) localStorage.removeItem(key);
  if (form.dataset.dropDraft) localStorage.removeItem(`ocop-draft:${form.dataset.dropDraft}`);
  form.classList.add("is-stepping");
  form.querySelector(".marks-steps").hidden = false;
  const map = form.querySelector(".marks-map");
  if (matchMedia("(max-width: 767.98px)").matches) map.open = false;
  if (!readOnly) {
    form.classList.add("is-saving-itself");
    // Later than the frame keeps its draft (400 ms): what is saved is then dropped from this browser.
    form.addEventListener("change", () => changed(500));
    form.addEventListener("input", (event) => { if (event.target.matches("textarea")) changed(1500); });
    // "Lấy lại" of the frame puts a kept draft back without an event of its own.
    state.addEventListener("click", (event) => { if (event.target.closest("button")) setTimeout(() => changed(0), 0); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    document.addEventListener("click", async (event) => {
      const link = event.target.closest("main a[href]");
      const plain = link && !link.target && !(event.ctrlKey || event.metaKey || event.shiftKey);
      if (!plain || event.defaultPrevented || saved === changes || refused) return;
      event.preventDefault();
      await flush();
      location.assign(link.href);
    });
    form.addEventListener("submit", async (event) => {
      if (!event.submitter || !event.submitter.hasAttribute("formaction") || saved === changes || refused) return;
      event.preventDefault();
      await flush();
      saved = changes;
      form.requestSubmit(event.submitter);
    });
  }
  const asked = indexOf(location.hash);
  const first = unanswered();
  show(asked >= 0 ? asked : Math.max(first, 0), false);
  window.addEventListener("hashchange", () => { const index = indexOf(location.hash); if (index >= 0) show(index, "top"); });
})();
