// Search in the list of addresses, and the address named after # opened. Without this file the list is whole.
(() => {
  "use strict";
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/[^a-z0-9]+/g, " ").trim();

  const form = document.querySelector("[data-api-search]");
  if (!form) return;
  form.hidden = false;
  const field = form.querySelector("input");
  const count = form.querySelector("[data-api-count]");
  const groups = [...document.querySelectorAll("[data-api-group]")];
  const lines = [...document.querySelectorAll("[data-api-group] li")];

  const search = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const line of lines) {
      line.hidden = !words.every((word) => line.dataset.words.includes(word));
      found += line.hidden ? 0 : 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    count.textContent = !words.length ? "" : found ? `${found} ${count.dataset.some}` : count.dataset.none;
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
})();
