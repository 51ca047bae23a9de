// The outline editor: a fact chosen in the picker is written where the cursor stands. Works without it: names can be typed.
(() => {
  "use strict";
  document.querySelectorAll("[data-outline-pick]").forEach((pick) => {
    const text = document.getElementById(pick.dataset.outlinePick);
    const field = pick.querySelector("input");
    const state = pick.querySelector("[data-outline-state]");
    if (!text) return;
    pick.hidden = false;

    const insert = () => {
      const name = field.value.trim();
      if (!name) return;
      const known = [...pick.querySelectorAll("option")].find((option) => option.value === name || option.label === name);
      if (!known) {
        state.textContent = state.dataset.unknown;
        return;
      }
      // Numbers below ten are written with two digits (Nghị định 30/2020, Phụ lục I).
      const words = `{{ ${known.value}${"short" in known.dataset ? "|02" : ""} }}`;
      text.focus();
      text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
      field.value = "";
      state.textContent = state.dataset.done;
    };
    pick.querySelector("[data-outline-insert]").addEventListener("click", insert);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      insert();
    });
    field.addEventListener("input", () => { state.textContent = ""; });
  });
})();
