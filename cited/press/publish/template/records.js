// On the index no list of sources stands: what its cards say is made of the records that its search reads, too.
const records = JSON.parse(document.getElementById("records").textContent);
const recordOf = (id) => {
  const found = records.figures.find(([one]) => one == id);
  if (!found) return null;
  const [, printed, what, ...rest] = found, [where, outcome, said] = rest.map((at) => records.texts[at]);
  const [, kind, look] = outcome.match(/^(\w+) (.*)/);
  return { id, address: `figure/${id}.html`, printed, what, where, kind, look, said };
};
const entry = (id) => {
  const one = recordOf(id), value = records.values[id], item = make("div");
  if (one) {
    make("b", one.look, item, { class: "o o-" + one.kind });
    const words = make("div", "", item, { class: "entry", "data-figure": id });
    make("q", one.printed, words);
    words.append(" ");
    make("b", one.what, words);
    make("div", one.said, item, { class: "official", "data-figure": id });
    make("div", one.where, item, { class: "document" });
  } else if (value?.length == 1) make("div", value[0][0].toUpperCase() + value[0].slice(1) + ":", item, { class: "entry" });
  else if (value) {
    make("b", value[0], make("div", "Published data: ", item, { class: "entry" }));
    make("div", value[1], item, { class: "document" });
  } else return null;
  item.dataset.address = one ? one.address : id;
  return item;
};
const explain = (item, parent, { parts = [] } = {}) => {
  parent.append(...[...item.children].filter((part) => !part.matches(".o")));
  const list = parts.length && make("ul", "", parent);
  parts.slice(0, 8).map(recordOf).filter(Boolean).forEach((part) => {
    const line = make("li", "", list, { "data-figure": part.id });
    make("a", part.printed, line, { href: part.address });
    line.append(", " + part.what);
  });
  if (parts.length > 8) make("li", `and ${parts.length - 8} more`, list);
  const links = make("p", "", parent, { class: "links" }), { address } = item.dataset;
  make("a", address.includes("#") ? "In the report" : "Full record", links, { href: address });
};
