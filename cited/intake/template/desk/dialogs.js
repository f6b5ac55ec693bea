// Dialogs: what is asked before an edit, what has changed elsewhere, the list of keys.
const open = (title, ...parts) => {
  const heading = make("h2", "", title);
  heading.id = "asked";
  dialog.replaceChildren(heading, ...parts);
  dialog.showModal();
};
// Opened by news, perhaps while somebody types: no blank and no Enter that was meant for a cell presses a button.
const tell = (...parts) => {
  open(...parts);
  const heading = document.getElementById("asked");
  heading.tabIndex = -1;
  heading.focus();
};
const done = () => { dialog.close(); drawn.cards.get(here)?.element.focus({ preventScroll: true }); };
const choice = (words, act, main) => {
  const element = make("button", main ? "main" : "", words);
  element.type = "button";
  element.onclick = () => { done(); act(); };
  return element;
};
const still = (area) => area.addEventListener("beforeinput", (event) => event.preventDefault());
const choose = (one, cells) => {
  const list = make("div", "actions");
  given.classes.forEach((name, index) => {
    const body = cells
      ? { do: "table", figure: one.id, class: name, was: cells.flatMap((cell) => seen(cell)) }
      : one.row
      ? { do: "class", figure: one.id, class: name, was: seen(one) }
      : { do: "loose", line: one.line, start: one.span[0], end: one.span[1], class: name };
    const element = choice(`${index + 1} ${name}`, () => send("/edit", body));
    element.dataset.digit = index + 1;
    list.append(element);
  });
  if (cells) return open(cells.length > 1 ? `All ${cells.length} numbers of this table are not figures but` : "The number of this table is not a figure but", list, make("p", "printed", "Press the digit of the class: the table is set aside whole, and u brings it back. Escape keeps it."));
  open(`“${one.row?.printed || given.text.find((line) => line.line === one.line).text.slice(...one.span)}” is not a figure but`, list, make("p", "printed", "Press the digit of the class; Escape keeps it a figure."));
};
const split = (one) => {
  const input = make("input");
  input.value = one.row.printed;
  still(input);
  const cut = () => { const at = input.selectionStart; done(); send("/edit", { do: "split", figure: one.id, at, was: seen(one) }); };
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); cut(); } });
  open("Split at the caret", input, make("p", "printed", "Move the caret with the arrow keys, then Enter."));
  const middle = one.row.printed.search(/\s(?:and|or|to)\s|[;/(–]|,\s/);
  input.focus();
  input.setSelectionRange(Math.max(middle, 0), Math.max(middle, 0));
};
const fresh = (one) => {
  const list = make("div", "actions");
  one.unknown.forEach(([kind, name], index) => {
    const element = choice(`${index + 1} ${kind}: ${name}`, () => send("/name", { kind, name }));
    element.dataset.digit = index + 1;
    list.append(element);
  });
  open("Add to data/names.csv", list, make("p", "printed", "Names are controlled: check first whether an existing name is meant. Press the digit of the new one."));
};
const chosen = () => {
  const selection = getSelection(), node = selection.anchorNode?.parentElement?.closest("[data-line]");
  if (!node || selection.isCollapsed || !node.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0), before = document.createRange();
  before.selectNodeContents(node);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { line: Number(node.dataset.line), start, end: start + range.toString().length };
};
const add = () => {
  const picked = chosen();
  if (picked) return send("/edit", { do: "add", ...picked });
  const at = row(here) || number(here) || loose(here), line = make("input"), area = make("textarea");
  line.type = "number";
  line.min = 1;
  line.value = at ? at.line : given.text[0]?.line || 1;
  line.setAttribute("aria-label", "line");
  area.setAttribute("aria-label", "text of the line");
  const fill = () => { area.value = given.text.find((one) => one.line === Number(line.value))?.text || ""; };
  const put = () => { const body = { do: "add", line: Number(line.value), start: area.selectionStart, end: area.selectionEnd }; done(); send("/edit", body); };
  still(area);
  line.oninput = fill;
  fill();
  area.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); put(); } });
  open("Add a figure", line, area, make("p", "printed", "Select its words with Shift and the arrow keys (with Ctrl by words), then Enter. Or select them in the text first and press +."));
  area.focus();
  const start = at?.span?.[1] || 0;
  area.setSelectionRange(start, start);
};
const conflict = (body, answer) => {
  take(answer.state);
  const now = answer.now;
  say("not saved: changed elsewhere", true);
  if (!now) return vanished(`${answer.error}.`, body.value);
  const table = make("table"), head = make("tr");
  for (const words of ["", "as you saw it", "as it is now", "as you want it"]) head.append(make("th", "", words));
  table.append(head);
  for (const [column, cell] of Object.entries(body.was?.[0] || {})) {
    if ((now[column] || "") === (cell || "") && column !== body.column) continue;
    const line = make("tr");
    for (const words of [column, cell, now[column], body.column === column ? body.value : ""]) line.append(make("td", "", words || "–"));
    table.append(line);
  }
  const again = () => send(answer.path || "/edit", { ...body, was: body.was.map((cells) => Object.fromEntries(Object.keys(cells).map((name) => [name, (cells.figure === now.figure ? now : cells)[name] ?? ""]))) });
  tell("Changed elsewhere meanwhile", make("p", "", `${answer.error}; your edit was not saved.`), table, actionsOf(choice("Keep it as it is now", () => {}, true), choice("Save mine over it", again)));
};
const vanished = (why, text) => {
  const parts = [make("p", "", `${why} Somebody has split, merged or removed the row; your edit was not saved.`)];
  if (text) {
    const kept = make("textarea", "", text);
    kept.readOnly = true;
    kept.setAttribute("aria-label", "what you typed");
    parts.push(make("p", "", "What you typed, to be copied:"), kept);
  }
  tell("This row is gone", ...parts, actionsOf(choice("OK", () => {}, true)));
};
const actionsOf = (...buttons) => { const element = make("div", "actions"); element.append(...buttons); return element; };
const help = () => {
  const list = make("dl");
  for (const [key, words] of [["n p", "next, previous open row: not reviewed, or incomplete"], ["j k", "next, previous row"], ["e, Enter", "edit; Enter goes to the next cell, Escape back to the row"], ["Shift+Enter", "save the cell in all rows of the table that lack it or have it as a guess"], ["a", "accept the row as it is, and go to the next open one"], ["A", "accept all rows of the table that lack nothing"], ["x", "not a figure: choose its class"], ["t", "set the whole table aside: choose the class of its numbers"], ["s m", "split the row; merge it with the next one on its line"], ["+", "add a figure: the words selected in the text"], ["w", "add an unknown actor, unit or measure to the controlled names"], ["f", "it is a figure after all"], ["u", "undo the last edit made here"]]) list.append(make("dt", "", key), make("dd", "", words));
  open("Keys", list, make("p", "printed", `Every edit is saved at once into data/figures/${given.source}.csv and data/numbers/${given.source}.csv.`), actionsOf(choice("Close", () => {}, true)));
};
