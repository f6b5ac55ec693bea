// The wall: a tile for each figure; chips with counts filter, a switch groups, the address keeps both.
(() => {
  const wall = document.getElementById("wall");
  if (!wall) return;
  const NAMES = { wrong: "wrong", near: "right for a different date or definition", right: "right", forecast: "forecast", open: "no official figure found", none: "cannot be checked" };
  const tiles = all(".tile", wall).map((tile) => ({ item: tile.closest("li"), tile, k: tile.dataset.k, d: tidy(tile.closest(".group").querySelector("h3")), t: tile.dataset.t, h: tile.dataset.h }));
  const FIELDS = { outcome: "k", document: "d", theme: "t", hedge: "h" };
  const said = (field, value) => (field == "outcome" ? NAMES[value] : value);
  const state = new URLSearchParams(location.hash.slice(1));
  const chosen = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, state.get(name) || ""]));
  let by = state.get("by") || "document";
  const tools = make("div", "", null, { class: "tools flow" });
  wall.before(tools);
  const chips = make("div", "", tools, { class: "chips", role: "group", "aria-label": "Outcome" });
  const selects = {};
  ["document", "theme", "hedge"].forEach((name) => {
    const label = make("label", name[0].toUpperCase() + name.slice(1) + " ", tools);
    selects[name] = make("select", "", label);
    make("option", "all", selects[name], { value: "" });
    [...new Set(tiles.map((tile) => tile[FIELDS[name]]))].sort().forEach((value) => make("option", value, selects[name], { value }));
    selects[name].value = chosen[name];
    selects[name].onchange = () => ((chosen[name] = selects[name].value), draw(true));
  });
  const label = make("label", "Group by ", tools), group = make("select", "", label);
  ["document", "theme", "outcome"].forEach((name) => make("option", name, group, { value: name }));
  group.value = by;
  group.onchange = () => ((by = group.value), draw(true));
  const told = make("p", "", null, { class: "found", role: "status" });
  tools.after(told);
  const fits = (tile, but) => Object.entries(FIELDS).every(([name, key]) => name == but || !chosen[name] || tile[key] == chosen[name]);
  const draw = (changed) => {
    chips.replaceChildren();
    Object.entries(NAMES).forEach(([kind, name]) => {
      const count = tiles.filter((tile) => tile.k == kind && fits(tile, "outcome")).length;
      if (!count && chosen.outcome != kind) return;
      const chip = make("button", `${name} ${count}`, chips, { type: "button", "aria-pressed": chosen.outcome == kind, class: "o-" + kind });
      chip.onclick = () => ((chosen.outcome = chosen.outcome == kind ? "" : kind), draw(true), chips.querySelector(`.o-${kind}`)?.focus());
    });
    wall.replaceChildren();
    wall.className = "wall tiles";
    const groups = new Map();
    tiles.filter((tile) => fits(tile)).forEach((tile) => {
      const value = tile[FIELDS[by]];
      groups.set(value, [...(groups.get(value) || []), tile]);
    });
    let shown = 0;
    const order = by == "outcome" ? Object.keys(NAMES).filter((kind) => groups.has(kind)) : [...groups.keys()];
    order.forEach((value) => {
      const part = make("section", "", wall, { class: "group" });
      make("h3", said(by, value), part);
      make("ul", "", part).append(...groups.get(value).map((tile) => tile.item));
      shown += groups.get(value).length;
    });
    told.textContent = shown < tiles.length ? `${shown} of ${tiles.length} figures` : `${shown} figures, each counted once`;
    if (!changed) return;
    const next = new URLSearchParams(Object.entries({ ...chosen, by: by == "document" ? "" : by }).filter(([, value]) => value));
    history.replaceState(null, "", String(next) ? "#" + next : location.pathname + location.search);
  };
  tiles.forEach(({ tile }) => (tile.title = tidy(tile.querySelector("span"))));
  draw(false);
})();
