// Pages of a dossier: rows of a list that grow and shrink. Without it the page shows enough rows.
(() => {
  "use strict";
  const setUp = (place) => {
    const list = place.querySelector("[data-rows-list]");
    const template = place.querySelector("[data-row-template]");
    const total = place.querySelector("input[name$=-TOTAL_FORMS]");
    const add = place.querySelector("[data-row-add]");
    const blank = (row) => row.querySelectorAll("textarea, select").forEach((field) => { field.value = ""; });
    const show = () => list.querySelectorAll("[data-row-remove]").forEach((button) => { button.hidden = false; });
    add.hidden = false;
    show();
    add.addEventListener("click", () => {
      const holder = document.createElement("div");
      holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
      total.value = String(Number(total.value) + 1);
      const row = holder.firstElementChild;
      list.append(row);
      row.querySelector("textarea").focus();
    });
    place.addEventListener("click", (event) => {
      const button = event.target.closest("[data-row-remove]");
      if (!button) return;
      const row = button.closest("[data-row]");
      blank(row); // an empty row counts for nothing; its number stays, so the server's count is right
      row.hidden = true;
      add.focus();
    });
  };
  document.querySelectorAll("[data-rows]").forEach(setUp);
})();
