// What the list of sources says of an entry, for cards and for rows that open.
const entry = (id) => (id ? document.getElementById(id) : null);
const rowOf = (id) => document.querySelector(`tr[data-figure="${CSS.escape(id)}"]:has(.o)`);
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
// What a figure is: as its entry says, or its row in the table.
const whatOf = (item) => {
  const row = item.dataset.figure && !item.querySelector(":scope > b:not(.o)") ? rowOf(item.id) : null;
  return row ? ["measure", "period"].map((name) => tidy(cellOf(row, name))).filter(Boolean).join(", ") : tidy(item.querySelector("b:not(.o)"));
};
// All that the list of sources says of an entry: official figure, words, reading, notes, document, links.
const explain = (item, parent, { inTable = false, parts = [] } = {}) => {
  const row = item.dataset.figure ? rowOf(item.id) : null;
  if (row && !inTable) {
    const [official, off] = ["statistic", "deviation"].map((name) => cellOf(row, name));
    if (official?.textContent) {
      const said = copyOf(official, "official", parent);
      said.prepend("Official: ");
      if (off?.textContent) said.append(" – ", tidy(off));
    }
  }
  const place = item.closest(".place");
  if (place && !place.hasAttribute("data-bare")) {
    const words = copyOf(place.querySelector(".words"), "words", parent);
    all("mark", words)[all("li", place).indexOf(item)]?.classList.add("this");
  }
  const body = copyOf(item, "entry", parent);
  body.querySelector(":scope > .o")?.remove();
  const full = item.dataset.figure && body.querySelector("a");
  const q = body.querySelector("q");
  if (full && q) {
    full.replaceWith(q, ...(body.querySelector(":scope > b") ? [] : [" ", make("b", whatOf(item))]));
    full.textContent = "Full record";
  }
  const source = place?.closest(".source");
  body.querySelector(".n")?.replaceWith(
    ...tidy(item.querySelector(".n")).match(/\d+\w*/g).map((note) => {
      const told = entry(`n-${source.id}-${note}`);
      return told ? copyOf(told, "note", null) : make("cite", `Note ${note}. `);
    }),
  );
  if (item.id.startsWith("computed") && parts.length) {
    const list = make("ul", "", parent);
    body.querySelector("cite")?.remove();
    parts.slice(0, 8).forEach((part) => {
      const from = entry(part);
      if (!from) return;
      const line = make("li", "", list);
      make("a", tidy(from.querySelector("q")), line, { href: "#" + part });
      if (whatOf(from)) line.append(", ", whatOf(from));
    });
    if (parts.length > 8) make("li", `and ${parts.length - 8} more`, list);
  }
  if (source?.querySelector(".document")) {
    const said = copyOf(source.querySelector(".document"), "document", parent);
    if (place.hasAttribute("data-bare")) said.append(" ", tidy(place.querySelector(".words")) + ".");
  }
  const links = make("p", "", parent, { class: "links" });
  if (full) links.append(full);
  make("a", "In the list of sources", links, { href: "#" + item.id });
};
