// A row as a card: a figure with its fields and buttons, a number that is no figure, one that nothing accounts for.
const card = (one) => {
  const cells = one.row, element = make("article", `card${doubtful(one) ? " open" : ""}${one.id === here ? " here" : ""}`);
  element.dataset.id = one.id;
  element.tabIndex = -1;
  const head = make("header");
  head.append(make("span", "shown", one.shown), make("span", one.guessed.includes("period") ? "guess" : "", cells.period || ""), make("span", "id", `${one.id} · line ${one.line}`));
  element.append(head, make("p", "printed", `“${cells.printed}”`));
  if (one.id === here && state.editable) return element.append(fields(one), actions(one)), element;
  const told = make("p");
  for (const column of ["measure", "theme", "actor", "counterpart", "basis"]) {
    if (cells[column]) told.append(make("span", one.guessed.includes(column) ? "guess" : "", cells[column]), " · ");
  }
  if (one.unknown.length) told.append(make("span", "missing", `unknown: ${one.unknown.map(([, name]) => name).join(", ")}`), " · ");
  if (one.missing.length) told.append(make("span", "missing", `missing: ${one.missing.join(", ")}`));
  if (cells.remark) told.append(make("span", "printed", cells.remark));
  element.append(told);
  return element;
};
const none = (one) => {
  const element = make("article", `card none${one.id === here ? " here" : ""}`);
  element.dataset.id = one.id;
  element.tabIndex = -1;
  element.append(make("span", "printed", `“${one.row.printed}”`), ` not a figure: ${one.class}`, make("span", "printed", ` · line ${one.line}`));
  if (one.id === here && state.editable) {
    const row = make("div", "actions");
    row.append(button("It is a figure", "f"));
    element.append(row);
  }
  return element;
};
const unknown = (one) => {
  const element = make("article", `card open${one.id === here ? " here" : ""}`);
  element.dataset.id = one.id;
  element.tabIndex = -1;
  const words = given.text.find((line) => line.line === one.line)?.text.slice(...one.span) || "";
  element.append(make("span", "printed", `“${words}”`), make("span", "missing", " has no row and no class"), make("span", "printed", ` · line ${one.line}`));
  if (one.id === here && state.editable) {
    const row = make("div", "actions");
    row.append(button("It is a figure", "f"), button("Not a figure", "x"));
    element.append(row);
  }
  return element;
};
const fields = (one) => {
  const form = make("div", "fields");
  for (const column of one.editable) {
    const label = make("label", [LONG.has(column) && "long", one.guessed.includes(column) && "guessed", one.missing.includes(column) && "needed"].filter(Boolean).join(" "));
    const value = one.row[column] || "", offered = given.offered[column];
    let input;
    if (["theme", "basis", "status", "hedge"].includes(column) && offered?.length) {
      input = make("select");
      for (const choice of [...new Set(["", value, ...offered])]) input.append(new Option(choice, choice, false, choice === value));
    } else {
      input = make("input");
      input.value = value;
      input.autocomplete = "off";
      input.spellcheck = column === "remark";
      if (offered) input.setAttribute("list", `list-${column}`);
    }
    input.name = column;
    input.dataset.was = value;
    label.append(make("span", "", column), input);
    form.append(label);
  }
  return form;
};
const button = (words, key) => {
  const element = make("button", "", `${words} `);
  element.type = "button";
  element.dataset.key = key;
  element.append(make("kbd", "", key));
  return element;
};
const actions = (one) => {
  const element = make("div", "actions");
  if (!one.accepted) { element.append(button("Accept", "a")); element.lastChild.classList.add("main"); }
  if (one.unknown.length) element.append(button("New name", "w"));
  element.append(button("Not a figure", "x"), ...(one.table ? [button("Accept whole table", "A"), button("Whole table aside", "t")] : []), button("Split", "s"), button("Merge with next", "m"), button("Add a figure", "+"));
  return element;
};
