// What the page says of an entry, for cards and for rows that open: a figure's own row in a table, or the list of sources.
// Another printing of a figure stands in the row of the first.
const entry = (id) => {
  const found = id ? document.getElementById(id) : null;
  return found?.closest("tr[id]") || found;
};
const cellOf = (row, name) => {
  const at = [...row.closest("table").tHead.rows[0].cells].findIndex((head) => head.dataset.name == name);
  return at < 0 ? null : row.cells[at];
};
const copyOf = (node, kind, parent) => {
  const made = make("div", "", parent, { class: kind });
  made.append(...node.cloneNode(true).childNodes);
  all("[id]", made).forEach((inner) => inner.removeAttribute("id"));
  return made;
};
const isRow = (item) => item.matches("tr");
const printedIn = (item) => item.querySelector(isRow(item) ? "a.figure" : "q");
const printedOf = (item) => tidy(printedIn(item));
// An element with what stands in others, as it stands there: words that run from right to left keep their direction.
const withAll = (name, nodes, parent, attributes) => {
  const made = make(name, "", parent, attributes);
  nodes.filter(tidy).forEach((node, at) => made.append(at ? ", " : "", ...node.cloneNode(true).childNodes));
  return made;
};
// What a figure is: as its entry says, or its row in the table.
const whatIn = (item) => (isRow(item) ? ["measure", "period"].map((name) => cellOf(item, name)) : [item.querySelector("b:not(.o)")]);
const whatOf = (item) => whatIn(item).map(tidy).filter(Boolean).join(", ");
// Where the list of sources has the words around a figure, and what it says of one that has a row of its own.
const inList = (what, id) => document.querySelector(`.sources ${what}[data-figure="${CSS.escape(id)}"]`);
const placeOf = (item) => (inList("mark", item.id) || inList("li", item.id) || item).closest(".place");
// All that the page says of an entry: published figure, words, reading, notes, document, links.
const explain = (item, parent, { inTable = false, parts = [] } = {}) => {
  const id = item.id, row = isRow(item) ? item : null;
  // What a row shows itself is not said again: on a screen of middle width it does not show all of its cells.
  const shown = (cell) => inTable && (!cell || cell.offsetWidth);
  if (row) {
    const [official, off, period] = ["statistic", "deviation", "period"].map((name) => cellOf(row, name));
    if (inTable && !shown(period) && /\w/.test(tidy(period))) copyOf(period, "period", parent).prepend("Period: ");
    if (!shown(official) && official?.textContent) {
      const said = copyOf(official, "official", parent);
      said.prepend("Published: ");
      const remark = said.querySelector(":scope > small"), apart = inTable ? "" : tidy(off), far = apart && apart != "none" ? ` – the printed number is ${apart}` : "";
      remark ? remark.before(far) : said.append(far);
    }
  }
  const place = placeOf(item), inText = place?.querySelector("mark");
  if (inText) all("mark", copyOf(place.querySelector(".words"), "words", parent)).find((one) => one.dataset.figure == id || tidy(one) == printedOf(item))?.classList.add("this");
  const own = row ? inList("li", id) : item;
  const body = own ? copyOf(own, "entry", parent) : make("div", "", parent, { class: "entry" });
  all(row ? ":scope > q" : ":scope > .o", body).forEach((part) => part.remove());
  const full = item.dataset.figure && (row || body).querySelector(row ? "a.figure" : "a");
  if (row && !inTable) body.prepend(withAll("q", [printedIn(row)]), " ", withAll("b", whatIn(row)), " ");
  else if (!row && full) full.replaceWith(body.querySelector("q"));
  const source = place?.closest(".source") || entry(id.replace(/-\d+$/, ""));
  const notes = tidy(row ? cellOf(row, "place") : item.querySelector(".n")).match(/note.*/i)?.[0].match(/\d+\w*/g) || [];
  body.querySelector(".n")?.remove();
  notes.forEach((note) => {
    const told = entry(`n-${source?.id}-${note}`);
    if (told) body.append(copyOf(told, "note", null));
    else if (!row) body.append(" ", make("cite", `Note ${note}. `));
  });
  if (id.startsWith("computed") && parts.length) {
    const list = make("ul", "", parent);
    body.querySelector("cite")?.remove();
    parts.slice(0, 8).forEach((part) => {
      const from = entry(part);
      if (!from) return;
      const line = make("li", "", list);
      withAll("a", [printedIn(from)], line, { href: "#" + part });
      if (whatOf(from)) line.append(", "), withAll("span", whatIn(from), line);
    });
    if (parts.length > 8) make("li", `and ${parts.length - 8} more`, list);
  }
  if (item.dataset.figure && source?.querySelector(".document")) {
    const said = copyOf(source.querySelector(".document"), "document", parent);
    if (!inText && place) said.append(" ", tidy(place.querySelector(".words")) + ".");
  }
  const publisher = item.closest(".publisher");
  if (publisher) copyOf(publisher.querySelector("p"), "document", parent);
  const links = make("p", "", parent, { class: "links" });
  if (full) make("a", "Full record", links, { href: full.getAttribute("href") });
  if (!inTable) make("a", row ? "In the table" : "In the list of sources", links, { href: "#" + id });
};
