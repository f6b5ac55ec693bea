// The desk: text and rows side by side; every edit is sent at once, with the cells as they were seen.
(() => {
  const given = JSON.parse(document.getElementById("given").textContent);
  const pane = { text: document.getElementById("text"), rows: document.getElementById("rows") };
  const dialog = document.getElementById("dialog"), status = document.getElementById("status");
  const NAMES = { low: "low", high: "high" };
  const LONG = new Set(["measure", "remark", "reading"]);
  let state = given.state, here = null, sending = 0, gone = false, queue = Promise.resolve();
  const drawn = { lines: new Map(), cards: new Map() };

  const make = (tag, cls, text) => {
    const element = document.createElement(tag);
    if (cls) element.className = cls;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const row = (id) => state.rows.find((one) => one.id === id);
  const number = (id) => state.numbers.find((one) => one.id === id);
  const loose = (id) => state.loose.find((one) => one.id === id);
  const entries = () =>
    [...state.rows.map((one) => ({ id: one.id, line: one.line, span: one.span, row: one })),
     ...state.numbers.map((one) => ({ id: one.id, line: one.line, span: one.span, number: one })),
     ...state.loose.map((one) => ({ id: one.id, line: one.line, span: one.span, loose: one }))]
      .sort((one, two) => one.line - two.line || (one.span[0] ?? -1) - (two.span[0] ?? -1));
  const doubtful = (one) => one.missing.length > 0 || one.unknown.length > 0 || !one.accepted;
  const say = (words, bad) => { status.textContent = words; status.classList.toggle("bad", !!bad); };

  // Talking to the server: never without a limit.
  const ask = async (path, body) => {
    const options = { headers: { "X-Token": given.token }, signal: AbortSignal.timeout(30000), cache: "no-store" };
    if (body) Object.assign(options, { method: "POST", body: JSON.stringify(body) }), (options.headers["Content-Type"] = "application/json");
    const answer = await fetch(path, options);
    return { status: answer.status, body: await answer.json() };
  };
  const send = (path, body) => {
    sending += 1;
    say("saving …");
    queue = queue.then(async () => {
      try {
        const { status: code, body: answer } = await ask(path, body);
        sending -= 1;
        if (code === 409) return conflict(body, answer);
        if (answer.offered) offer(answer.offered);
        // An answer to an earlier edit does not know the later ones, which are shown already.
        if (answer.state && (!sending || code !== 200)) take(answer.state);
        if (code !== 200) return say(answer.error, true);
        if (answer.at) go(answer.at, true);
        if (!sending) say(answer.said || "saved");
      } catch (error) {
        sending -= 1;
        lost();
      }
    });
    return queue;
  };
  const lost = () => {
    gone = true;
    say(`The desk has ended; what was saved is saved. Start it again: make review SOURCE=${given.source}`, true);
  };
  const watch = async () => {
    if (!sending && !document.hidden) {
      try {
        const { body } = await ask("/version");
        if (gone) { gone = false; say("connected again"); }
        if (body.error) say(body.error, true);
        else if (body.version !== state.version && !sending) {
          const fresh = await ask("/state");
          if (fresh.status === 200 && !sending) { take(fresh.body.state); say("changed elsewhere; shown as it is now"); }
        }
      } catch (error) { lost(); }
    }
    setTimeout(watch, 2000);
  };

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
  const paragraph = (line, held) => {
    const element = make("p"), words = make("span");
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
      words.append(line.text.slice(at, from));
      if (typeof what === "string") {
        const span = make("span", what === "unaccounted" ? "unaccounted" : "n", line.text.slice(from, end));
        span.title = what === "unaccounted" ? "no row and no class: select it and press +" : what;
        words.append(span);
      } else {
        const mark = make("mark", what.row ? (doubtful(what.row) ? "figure open" : "figure") : what.number ? "none" : "unaccounted", line.text.slice(from, end));
        mark.dataset.id = what.id;
        mark.title = what.row ? what.id : what.number ? what.number.class : "no row and no class";
        words.append(mark);
      }
      at = end;
    }
    words.append(line.text.slice(at));
    return element;
  };
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
    if (one.missing.length) told.append(make("span", "missing", `fill ${one.missing.join(", ")}`));
    if (cells.remark) told.append(make("span", "printed", cells.remark));
    element.append(told);
    return element;
  };
  const none = (one) => {
    const element = make("article", `card none${one.id === here ? " here" : ""}`);
    element.dataset.id = one.id;
    element.tabIndex = -1;
    element.append(make("span", "printed", `“${one.row.printed}”`), ` no figure: ${one.class}`, make("span", "printed", ` · line ${one.line}`));
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
      row.append(button("It is a figure", "f"), button("No figure", "x"));
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
      label.append(make("span", "", NAMES[column] || column), input);
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
    element.append(button("No figure", "x"), button("Split", "s"), button("Merge with next", "m"), button("Add a figure", "+"));
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
    if (open) parts.push([open, open === 1 ? "row not looked at" : "rows not looked at"]);
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

  // Moving.
  const go = (id, quiet) => {
    if (!row(id) && !number(id) && !loose(id)) return;
    here = id;
    draw();
    const element = drawn.cards.get(id).element;
    element.scrollIntoView({ block: "nearest" });
    document.querySelector(`mark[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
    if (!quiet || !element.contains(document.activeElement)) element.focus({ preventScroll: true });
  };
  const step = (by, only) => {
    const wanted = entries().filter((one) => !only || (one.row && doubtful(one.row)) || one.loose || one.id === here);
    if (!wanted.length) return say(only ? "no doubt is left" : "no row");
    const at = wanted.findIndex((one) => one.id === here);
    const next = at < 0 ? (by > 0 ? 0 : wanted.length - 1) : (at + by + wanted.length) % wanted.length;
    if (only && wanted.length === 1 && at === 0 && !wanted[0].loose && !(wanted[0].row && doubtful(wanted[0].row))) return say("no doubt is left");
    go(wanted[next].id);
  };
  const seen = (one, columns) => {
    const cells = { figure: one.row.figure };
    for (const column of columns || Object.keys(one.row).filter((name) => !["draft", "guessed"].includes(name))) cells[column] = one.row[column];
    return [cells];
  };

  // Editing.
  const save = (input) => {
    const one = row(input.closest(".card")?.dataset.id);
    if (!one || input.value === input.dataset.was) return;
    const was = { figure: one.id, [input.name]: input.dataset.was };
    const body = { do: "set", figure: one.id, column: input.name, value: input.value, was: [was] };
    // What follows at once is seen on top of this; the server's answer replaces it.
    const value = (input.dataset.was = one.row[input.name] = input.value.trim());
    one.guessed = one.guessed.filter((column) => column !== input.name);
    one.missing = one.missing.filter((column) => column !== input.name || !value);
    return send("/edit", body);
  };
  const current = () => row(here);
  const keys = {
    n: () => step(1, true),
    p: () => step(-1, true),
    j: () => step(1),
    k: () => step(-1),
    e: () => {
      const inputs = [...(drawn.cards.get(here)?.element.querySelectorAll("[name]") || [])];
      const one = current();
      const first = inputs.find((input) => one?.missing.includes(input.name)) || inputs.find((input) => one?.guessed.includes(input.name)) || inputs[0];
      first?.focus();
      first?.select?.();
    },
    a: () => {
      const one = current();
      if (!one) return;
      if (one.missing.length) { say(`fill ${one.missing.join(", ")} first`, true); return keys.e(); }
      const was = seen(one);
      step(1, true);
      const at = here;
      send("/edit", { do: "accept", figure: one.id, was }).then(() => at !== one.id && go(at));
    },
    x: () => (current() ? choose(current()) : loose(here) && choose(loose(here))),
    s: () => current() && split(current()),
    m: () => {
      const one = current(), all = entries().filter((other) => other.row);
      const other = one && all[all.findIndex((entry) => entry.id === one.id) + 1];
      if (!other || other.line !== one.line) return say("no figure follows in this line", true);
      send("/edit", { do: "merge", figure: one.id, other: other.id, was: [...seen(one), ...seen(other.row)] });
    },
    w: () => current()?.unknown.length && fresh(current()),
    f: () => {
      const one = number(here), free = loose(here);
      if (free) return send("/edit", { do: "add", line: free.line, start: free.span[0], end: free.span[1] });
      if (one) send("/edit", { do: "figure", number: one.id, was: [one.row] });
    },
    "+": () => add(),
    u: () => state.undo && send("/undo", {}),
    "?": () => help(),
  };
  keys.Enter = keys.e;

  // Dialogs.
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
  const choose = (one) => {
    const list = make("div", "actions");
    given.classes.forEach((name, index) => {
      const body = one.row
        ? { do: "class", figure: one.id, class: name, was: seen(one) }
        : { do: "loose", line: one.line, start: one.span[0], end: one.span[1], class: name };
      const element = choice(`${index + 1} ${name}`, () => send("/edit", body));
      element.dataset.digit = index + 1;
      list.append(element);
    });
    open(`“${one.row?.printed || given.text.find((line) => line.line === one.line).text.slice(...one.span)}” is no figure but`, list, make("p", "printed", "Press the digit of the class; Escape leaves it a figure."));
  };
  const split = (one) => {
    const input = make("input");
    input.value = one.row.printed;
    still(input);
    const cut = () => { const at = input.selectionStart; done(); send("/edit", { do: "split", figure: one.id, at, was: seen(one) }); };
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); cut(); } });
    open("Split where the caret stands", input, make("p", "printed", "Move the caret with the arrow keys, then Enter."));
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
    open("Add to data/names.csv", list, make("p", "printed", "Names are controlled: look first whether another name is meant. Press the digit of what is new."));
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
    tell("This row is gone", ...parts, actionsOf(choice("I see", () => {}, true)));
  };
  const actionsOf = (...buttons) => { const element = make("div", "actions"); element.append(...buttons); return element; };
  const help = () => {
    const list = make("dl");
    for (const [key, words] of [["n p", "next, previous doubt: a row not looked at or not complete"], ["j k", "next, previous row"], ["e, Enter", "edit; Enter goes to the next cell, Escape back to the row"], ["a", "accept the row as it is, and go to the next doubt"], ["x", "it is no figure: choose its class"], ["s m", "split the row; merge it with the next of its line"], ["+", "add a figure: the words selected in the text"], ["w", "add an unknown actor, unit or measure to the controlled names"], ["f", "a number that was no figure is one"], ["u", "undo the last edit made here"]]) list.append(make("dt", "", key), make("dd", "", words));
    open("Keys", list, make("p", "printed", `Every edit is saved at once into data/figures/${given.source}.csv and data/numbers/${given.source}.csv.`), actionsOf(choice("Close", () => {}, true)));
  };

  // Listening.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (dialog.open) {
      const pick = dialog.querySelector(`[data-digit="${event.key}"]`);
      if (pick) { event.preventDefault(); pick.click(); }
      return;
    }
    const input = event.target.closest?.("[name]");
    if (input) {
      if (event.key === "Escape") { input.value = input.dataset.was; input.closest(".card").focus({ preventScroll: true }); }
      if (event.key === "Enter") {
        event.preventDefault();
        const all = [...input.closest(".fields").querySelectorAll("[name]")], next = all[all.indexOf(input) + 1];
        save(input);
        if (next) { next.focus(); next.select?.(); } else input.closest(".card").focus({ preventScroll: true });
      }
      return;
    }
    if (event.target.closest?.("button, summary, a") && ["Enter", " "].includes(event.key)) return;
    if (!state.editable && !"npjk?".includes(event.key)) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  document.addEventListener("focusout", (event) => { if (event.target.matches?.(".fields [name]") && !dialog.open && !taking) save(event.target); });
  document.addEventListener("change", (event) => { if (event.target.matches?.(".fields select")) save(event.target); });
  document.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (key) return keys[key]();
    if (event.target.closest(".fields, dialog, .bar")) return;
    const id = event.target.closest("mark[data-id], .card")?.dataset.id;
    if (id && id !== here && (getSelection().isCollapsed || event.target.closest(".card"))) go(id);
  });
  dialog.addEventListener("close", () => drawn.cards.get(here)?.element.focus({ preventScroll: true }));
  offer(given.offered);
  draw();
  if (location.hash.length > 1) go(decodeURIComponent(location.hash.slice(1)));
  if (given.token) watch();
})();
