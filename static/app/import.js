// Correction of an import: a suggestion goes into its cell, and the focus with it.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  const input = document.getElementById(button.dataset.fill);
  if (!input) return;
  input.value = button.dataset.value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
});
