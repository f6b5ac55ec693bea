// Rows of a long table that open into all of their words and what the page says of their figure.
const openRow = (row, columns) => {
  const button = row.querySelector(".toggle"), next = row.nextElementSibling;
  const was = row.classList.toggle("opened"), item = entry(row.dataset.figure);
  button.ariaExpanded = was;
  if (!was && next?.matches(".detail")) next.remove();
  if (!was || !item) return;
  const made = make("tr", "", null, { class: "detail opened" });
  row.after(made);
  explain(item, make("td", "", made, { colspan: columns }), { inTable: true });
};
const openable = (region, rows, columns) => {
  if (!region.matches(".lines") || typeof explain != "function" || !rows.some((row) => entry(row.dataset.figure))) return region.classList.remove("lines", "brief", "dated");
  rows.forEach((row) => {
    const button = make("button", "", null, { type: "button", class: "toggle", "aria-expanded": false, "aria-label": "Details of " + tidy(row.cells[0]) });
    row.cells[0].prepend(button);
    row.onclick = (event) => event.target.closest("a,[data-value],input,.detail") || getSelection().toString() || openRow(row, columns);
  });
};
