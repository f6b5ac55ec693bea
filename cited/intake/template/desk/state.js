// What the desk knows: its text and rows, which of them is at hand, and small helpers.
const given = JSON.parse(document.getElementById("given").textContent);
const pane = { text: document.getElementById("text"), rows: document.getElementById("rows") };
const dialog = document.getElementById("dialog"), status = document.getElementById("status");
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
