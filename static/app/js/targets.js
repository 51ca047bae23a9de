// The target sheet: arrows and Enter move between cells, a block copied from Excel is pasted in place, sums are live.
// The server checks everything again; without this file the sheet is an ordinary form.
(() => {
  "use strict";
  const form = document.querySelector("form[data-grid]");
  if (!form) return;
  const STARS = ["c5", "c4", "c3"];
  const WORKING = ["w5", "w4", "w3"];
  const rows = [...form.querySelectorAll("tbody tr[data-row]")];
  const grid = rows.map((row) => [...row.querySelectorAll(".grid-cell")]);
  const cellOf = (row, column) => row.querySelector(`[data-column="${column}"]`);
  const number = (text) => Number(text.trim().replace(/\./g, "")) || 0;
  const shown = (value) => value.toLocaleString("vi-VN");

  const place = (cell) => {
    const y = grid.findIndex((cells) => cells.includes(cell));
    return [y, grid[y].indexOf(cell)];
  };
  const go = (cell, dy, dx) => {
    const [y, x] = place(cell);
    const next = grid[y + dy] && grid[y + dy][x + dx];
    if (next) {
      next.focus();
      next.select();
    }
    return Boolean(next);
  };

  // A total the person did not type follows its row; a typed one is left alone and compared by the server.
  const addUp = (row) => {
    const total = cellOf(row, "t");
    if (total.dataset.typed) return;
    const cells = STARS.map((column) => cellOf(row, column));
    const sum = cells.reduce((all, cell) => all + number(cell.value), 0);
    total.value = cells.some((cell) => cell.value.trim()) ? String(sum) : "";
  };
  const columnSum = (kind, column) => rows
    .filter((row) => row.dataset.row === kind)
    .reduce((all, row) => all + number(cellOf(row, column).value), 0);
  const says = (row, columns) => columns.some((column) => {
    const cell = cellOf(row, column);
    return cell && cell.value.trim();
  });
  // Committed figures must come out even; of working ones a remainder is only shown.
  const compare = () => {
    const units = rows.filter((row) => row.dataset.row === "unit");
    const used = { c: units.some((row) => says(row, STARS)), w: units.some((row) => says(row, WORKING)) };
    form.querySelectorAll("[data-rest]").forEach((cell) => {
      const column = cell.dataset.rest;
      const isUsed = column.startsWith("w") ? used.w : used.c;
      const rest = isUsed ? columnSum("head", column) - columnSum("unit", column) : 0;
      cell.textContent = isUsed ? shown(rest) : "";
      cell.classList.toggle("is-wrong", !column.startsWith("w") && rest !== 0);
    });
  };

  rows.forEach((row) => {
    const sum = STARS.reduce((all, column) => all + number(cellOf(row, column).value), 0);
    const total = cellOf(row, "t");
    if (total.value.trim() && number(total.value) !== sum) total.dataset.typed = "1";
  });
  compare();

  form.addEventListener("input", (event) => {
    const cell = event.target;
    if (!cell.classList.contains("grid-cell")) return;
    if (cell.dataset.column === "t") {
      if (cell.value.trim()) cell.dataset.typed = "1";
      else delete cell.dataset.typed;
    }
    cell.removeAttribute("aria-invalid");
    addUp(cell.closest("tr"));
    compare();
  });

  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.classList.contains("grid-cell") || event.ctrlKey || event.metaKey || event.altKey) return;
    const atStart = cell.selectionStart === 0;
    const atEnd = cell.selectionEnd === cell.value.length;
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0] };
    if (atStart) moves.ArrowLeft = [0, -1];
    if (atEnd) moves.ArrowRight = [0, 1];
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();  // Enter must not send a half-filled sheet
    go(cell, move[0], move[1]);
  });

  // A block of cells: tabs between columns, lines between rows; what is no number stays visible for the server to name.
  form.addEventListener("paste", (event) => {
    const cell = event.target;
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!cell.classList.contains("grid-cell") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const [top, left] = place(cell);
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, y) => {
      line.split("\t").forEach((value, x) => {
        const target = grid[top + y] && grid[top + y][left + x];
        if (!target) return;
        target.value = value.trim();
        target.dispatchEvent(new Event("input", { bubbles: true }));
      });
    });
  });
})();
