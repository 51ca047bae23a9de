// Import pages: a suggestion goes into its cell, and the focus with it; the page of a batch shows the result of its job.
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

document.addEventListener("htmx:afterSwap", () => {
  const panel = document.querySelector("[data-reload-when-done]");
  if (panel && !panel.querySelector("[hx-get]")) window.location.reload();
});
