// The wall: a tile for each figure; chips with counts filter, a switch groups, the address keeps both.
(() => {
  const wall = document.getElementById("wall");
  if (!wall) return;
  const FIELDS = ["outcome", "document", "theme", "hedge"];
  const tiles = all(".tile", wall).map((tile) => ({
    tile,
    outcome: outcomeOf(tile),
    document: tidy(tile.closest(".group").querySelector("h3")),
    theme: tile.dataset.t,
    hedge: tile.dataset.h || "no hedge",
  }));
  tiles.forEach(({ tile, outcome }) => tile.setAttribute("aria-label", `${tidy(tile.querySelector("span"))}: ${OUTCOMES[outcome]}`));
  let chosen, moved = false;
  const tools = make("div", "", null, { class: "tools flow" });
  wall.before(tools);
  const chips = make("div", "", tools, { class: "chips", role: "group", "aria-label": "Outcome" });
  const choose = (name, value) => {
    chosen[name] = value;
    keep({ [name]: value });
    draw();
  };
  const values = (name) => [...new Set(tiles.map((tile) => tile[name]))].sort();
  const selects = Object.fromEntries(
    FIELDS.slice(1).filter((name) => values(name).length > 1).map((name) => [name, choice(name[0].toUpperCase() + name.slice(1), values(name), tools, (value) => choose(name, value))]),
  );
  const group = make("select", "", make("label", "Group by ", tools));
  ["document", "theme", "outcome"].forEach((name) => make("option", name, group, { value: name }));
  group.onchange = () => choose("by", group.value == "document" ? "" : group.value);
  const told = make("p", "", null, { class: "found", role: "status" });
  tools.after(told);
  const nothing = nothingFits(told, () => {
    keep(Object.fromEntries(FIELDS.map((name) => [name, ""])));
    read();
    chips.querySelector("button").focus();
  });
  const fits = (tile, but) => FIELDS.every((name) => name == but || !chosen[name] || tile[name] == chosen[name]);
  const draw = () => {
    drawChips(chips, (kind) => tiles.filter((tile) => tile.outcome == kind && fits(tile, "outcome")).length, chosen.outcome, (kind) => choose("outcome", kind));
    const by = FIELDS.includes(chosen.by) ? chosen.by : "document", groups = new Map();
    const shown = tiles.filter((tile) => fits(tile));
    wall.classList.toggle("few", shown.length <= 24 && shown.length < tiles.length);
    nothing.hidden = shown.length > 0;
    told.textContent = shown.length < tiles.length ? `${shown.length} of ${tiles.length} figures` : `${tiles.length} figures, each counted once`;
    // The page has every tile by document already.
    if (!moved && by == "document" && shown.length == tiles.length) return;
    moved = true;
    wall.replaceChildren();
    shown.forEach((tile) => groups.set(tile[by], [...(groups.get(tile[by]) || []), tile.tile]));
    const order = by == "outcome" ? Object.keys(OUTCOMES).filter((kind) => groups.has(kind)) : [...groups.keys()];
    order.forEach((value) => {
      const part = make("section", "", wall, { class: "group" });
      make("h3", by == "outcome" ? OUTCOMES[value] : value, part);
      const list = make("ul", "", part);
      groups.get(value).forEach((tile) => make("li", "", list).append(tile));
    });
  };
  const read = () => {
    const state = view();
    chosen = Object.fromEntries([...FIELDS, "by"].map((name) => [name, state.get(name) || ""]));
    // A document may be named by its id, too.
    chosen.document = tiles.find(({ tile }) => tile.dataset.figure?.replace(/-\d+$/, "") == chosen.document)?.document || chosen.document;
    // An address that names what this wall does not have leaves nothing out.
    FIELDS.forEach((name) => values(name).includes(chosen[name]) || (chosen[name] = ""));
    Object.entries(selects).forEach(([name, select]) => (select.value = chosen[name]));
    group.value = chosen.by || "document";
    draw();
  };
  follow(read);
})();
