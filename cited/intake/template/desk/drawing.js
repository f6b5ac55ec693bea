// Drawing: a line or a card is made anew only when what it shows has changed.
let taking = false;
const take = (fresh) => {
  // What leaves the page because it is drawn anew has not been left by its reader: it is not saved.
  taking = true;
  const input = document.activeElement?.matches(".fields [name]") ? document.activeElement : null;
  const typed = input && input.value !== input.dataset.was && input.value;
  const figure = input?.closest(".card").dataset.id;
  try { shown(fresh); } finally { taking = false; }
  if (typed && !row(figure)) vanished(`${figure} was changed elsewhere while you typed.`, typed);
};
const shown = (fresh) => {
  const was = here && (row(here) || number(here) || loose(here));
  state = fresh;
  if (was && !row(here) && !number(here) && !loose(here)) {
    // The row has become another one: be at what stands in its place.
    const held = drawn.cards.get(was.id)?.element.contains(document.activeElement);
    here = entries().find((one) => one.line === was.line && one.span[0] >= was.span[0])?.id || null;
    draw();
    if (here && held) drawn.cards.get(here).element.focus({ preventScroll: true });
    return;
  }
  draw();
};
const draw = () => {
  needs();
  const byLine = new Map();
  for (const one of entries()) byLine.set(one.line, [...(byLine.get(one.line) || []), one]);
  for (const line of given.text) {
    const held = byLine.get(line.line) || [];
    const sign = JSON.stringify(held.map((one) => [one.id, one.span, one.row && !doubtful(one.row), one.number?.class, !one.loose]));
    const known = drawn.lines.get(line.line);
    if (known?.sign === sign) continue;
    const element = paragraph(line, held);
    if (known) known.element.replaceWith(element);
    else pane.text.append(element);
    drawn.lines.set(line.line, { sign, element });
  }
  const wanted = entries();
  const ids = new Set(wanted.map((one) => one.id));
  for (const [id, { element }] of drawn.cards) if (!ids.has(id)) element.remove(), drawn.cards.delete(id);
  let after = null;
  for (const one of wanted) {
    const sign = JSON.stringify([one.row || one.number || one.loose, one.id === here]);
    const known = drawn.cards.get(one.id);
    let element = known?.element;
    if (known?.sign !== sign) {
      element = one.row ? card(one.row) : one.number ? none(one.number) : unknown(one.loose);
      if (known) swap(known.element, element);
      drawn.cards.set(one.id, { sign, element });
    }
    if (after ? after.nextSibling !== element : pane.rows.firstChild !== element) pane.rows.insertBefore(element, after ? after.nextSibling : pane.rows.firstChild);
    after = element;
  }
  for (const element of document.querySelectorAll("mark.here")) element.classList.remove("here");
  for (const element of document.querySelectorAll(`mark[data-id="${CSS.escape(here || "")}"]`)) element.classList.add("here");
};
const swap = (old, fresh) => {
  // What is being typed is not taken away by news from elsewhere.
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const name = active?.name;
  const typed = name && active.value !== active.dataset.was ? active.value : null;
  old.replaceWith(fresh);
  if (!active) return;
  const again = name && fresh.querySelector(`[name="${name}"]`);
  if (again) {
    if (typed !== null) { again.value = typed; again.dataset.was = active.dataset.was; }
    again.focus();
    if (typed !== null && active.setSelectionRange) again.setSelectionRange(active.selectionStart, active.selectionEnd);
  } else fresh.focus({ preventScroll: true });
};
// The rows of a table stand under each other: each column is as wide as its longest cell asks for, up to a limit.
const grids = new Map();
const cellsOf = (text) => text.split("|").slice(1, -1);
for (const [index, line] of given.text.entries()) {
  if (line.text[0] !== "|") continue;
  const above = given.text[index - 1];
  const grid = above && above.line === line.line - 1 && grids.get(above.line) || [];
  cellsOf(line.text).forEach((cell, column) => {
    const word = Math.max(...cell.split(" ").map((part) => part.length));
    grid[column] = Math.max(grid[column] || 4, word, Math.min(column ? 14 : 24, cell.length));
  });
  grids.set(line.line, grid);
}
// Takes the pieces of a line, parted into cells behind each bar.
const intoCells = (words, grid) => {
  words.className = "cells";
  words.style.gridTemplateColumns = grid.map((width) => `minmax(0, ${width}fr)`).join(" ");
  let cell = null;
  return (piece) => {
    for (const text of typeof piece === "string" ? piece.split(/(?<=\|)/) : [piece]) {
      if (!cell) words.append(cell = make("span", words.childNodes.length ? "cell" : "cell first"));
      const bar = typeof text === "string" && text.endsWith("|");
      cell.append(bar ? text.slice(0, -1) : text, ...(bar ? [make("span", "rule", "|")] : []));
      // The first bar stands before the first cell.
      if (bar && cell.textContent !== "|") cell = null;
    }
  };
};
const paragraph = (line, held) => {
  const grid = grids.get(line.line), element = make("p", grid ? "tabled" : ""), words = make("span");
  const put = grid ? intoCells(words, grid) : (piece) => words.append(piece);
  words.dir = "auto";
  words.dataset.line = line.line;
  element.append(make("span", "number", line.line), words);
  const taken = held.filter((one) => one.span.length);
  const inside = ([start, end]) => taken.some((one) => one.span[0] <= start && end <= one.span[1]);
  const spans = [
    ...taken.map((one) => [one.span[0], one.span[1], one]),
    ...line.classed.filter((span) => !inside(span)),
    ...line.numerals.filter((span) => !inside(span) && !line.classed.some(([start, end]) => start === span[0] && end === span[1])).map(([start, end]) => [start, end, "unaccounted"]),
  ].sort((one, two) => one[0] - two[0]);
  let at = 0;
  for (const [start, end, what] of spans) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    put(line.text.slice(at, from));
    if (typeof what === "string") {
      const span = make("span", what === "unaccounted" ? "unaccounted" : "n", line.text.slice(from, end));
      span.title = what === "unaccounted" ? "no row and no class: select it and press +" : what;
      put(span);
    } else {
      const mark = make("mark", what.row ? (doubtful(what.row) ? "figure open" : "figure") : what.number ? "none" : "unaccounted", line.text.slice(from, end));
      mark.dataset.id = what.id;
      mark.title = what.row ? what.id : what.number ? what.number.class : "no row and no class";
      put(mark);
    }
    at = end;
  }
  put(line.text.slice(at));
  return element;
};
const needs = () => {
  const { open, missing, faults } = state.needs, summary = document.getElementById("counted");
  const parts = missing.map(([column, count]) => [count, `without ${column}`]);
  const other = faults.filter((fault) => !/column `\w+`: nothing/.test(fault)).length;
  if (other) parts.push([other, other === 1 ? "other fault" : "other faults"]);
  summary.replaceChildren();
  const needed = missing.length || faults.length;
  summary.append(!state.editable ? `${state.rows.length} figures.` : needed ? "confirm still needs: " : open ? "confirm needs nothing more; " : `confirm needs nothing more: make confirm SOURCE=${given.source}`);
  if (open) parts.push([open, open === 1 ? "row not reviewed" : "rows not reviewed"]);
  parts.forEach(([count, words], index) => summary.append(index ? ", " : "", make("b", "", count), ` ${words}`));
  document.getElementById("needs").classList.toggle("done", !needed);
  document.getElementById("faults").replaceChildren(...(faults.length ? faults : ["Nothing more."]).slice(0, 200).map((fault) => make("li", "", fault)));
  const undo = document.getElementById("undo");
  if (undo) undo.disabled = !state.undo;
};

const offer = (offered) => {
  given.offered = offered;
  document.getElementById("lists").replaceChildren(...Object.entries(offered).map(([column, values]) => {
    const list = make("datalist");
    list.id = `list-${column}`;
    list.append(...values.map((value) => new Option(value, value)));
    return list;
  }));
};
