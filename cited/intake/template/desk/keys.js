// Moving and editing: what each key does.
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
  if (!wanted.length) return say(only ? "no open row is left" : "no row");
  const at = wanted.findIndex((one) => one.id === here);
  const next = at < 0 ? (by > 0 ? 0 : wanted.length - 1) : (at + by + wanted.length) % wanted.length;
  if (only && wanted.length === 1 && at === 0 && !wanted[0].loose && !(wanted[0].row && doubtful(wanted[0].row))) return say("no open row is left");
  go(wanted[next].id);
};
const seen = (one, columns) => {
  const cells = { figure: one.row.figure };
  for (const column of columns || Object.keys(one.row).filter((name) => !["draft", "guessed"].includes(name))) cells[column] = one.row[column];
  return [cells];
};

// Editing.
const save = (input, whole) => {
  const one = row(input.closest(".card")?.dataset.id), table = Boolean(whole && one?.table);
  if (!one || (input.value === input.dataset.was && !table)) return;
  const was = { figure: one.id, [input.name]: input.dataset.was };
  const body = { do: "set", figure: one.id, column: input.name, value: input.value, table, was: [was] };
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
  A: () => {
    const one = current();
    if (!one?.table) return one && say("this row stands in no table", true);
    const all = state.rows.filter((other) => other.table === one.table), whole = all.filter((other) => !other.missing.length);
    send("/edit", { do: "accept", figure: one.id, table: true, was: whole.flatMap((other) => seen(other)) }).then(() => whole.length && say(`${whole.length} of ${all.length} rows of the table accepted`));
  },
  x: () => (current() ? choose(current()) : loose(here) && choose(loose(here))),
  t: () => {
    const one = current();
    if (one) one.table ? choose(one, state.rows.filter((other) => other.table === one.table)) : say("this row stands in no table", true);
  },
  s: () => current() && split(current()),
  m: () => {
    const one = current(), all = entries().filter((other) => other.row);
    const other = one && all[all.findIndex((entry) => entry.id === one.id) + 1];
    if (!other || other.line !== one.line) return say("no figure follows on this line", true);
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
