// Search over reports and figures: every word must be found; titles count most; a miss tries nearly the same word.
(() => {
  // A number is found with and without the commas between its digits.
  const split = (text) => plain(text).replace(/(?<![\d,.]|\d )\d{1,3}(?:[, \u00a0]\d{3})+(?![\d,])/g, (number) => number.replace(/\D/g, "")).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const stem = (word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, "") : word);
  const box = document.querySelector(".search");
  const [field, state, list] = ["input", ".found", ".results"].map((name) => box.querySelector(name));
  const records = JSON.parse(document.getElementById("records").textContent).map((record) => ({
    record,
    title: plain(record[1]),
    words: new Set(split(record.slice(1, 5).join("; ")).map(stem)),
  }));
  const near = (one, two) => {
    if (Math.abs(one.length - two.length) > 1 || one.length < 4) return false;
    let at = 0;
    while (at < one.length && one[at] == two[at]) at++;
    const rest = (a, b) => one.slice(at + a) == two.slice(at + b);
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (one[at] == two[at + 1] && one[at + 1] == two[at] && rest(2, 2));
  };
  const score = (item, word, typed) => {
    let best = 0;
    item.words.forEach((other) => {
      if (other == word) best = 2;
      else if (best < 1 && (other.startsWith(word) || (typed && (near(word, other) || near(typed, other))))) best = 1;
    });
    return best;
  };
  const find = (words, loose) =>
    records
      .map((item) => [words.map((word, at) => score(item, word, loose?.[at])), item])
      .filter(([scores]) => scores.every(Boolean))
      .map(([scores, item]) => [scores.reduce((sum, one) => sum + one, item.record[5]), item.record])
      .sort((one, two) => two[0] - one[0]);
  // Words that run from right to left stay where they are between others.
  const apart = (text) => text.replace(/[\u0590-\u08ff](?:[\u0590-\u08ff\s.'’"-]*[\u0590-\u08ff])?/g, "\u2068$&\u2069");
  box.hidden = false;
  field.oninput = () => {
    const typed = split(field.value), words = typed.map(stem);
    let found = words.length ? find(words) : [];
    const loose = words.length && !found.length;
    if (loose) found = find(words, typed);
    list.replaceChildren();
    found.slice(0, 30).forEach(([, [address, title, text, kind, outcome]]) => {
      const row = make("li", "", list);
      make("a", apart(title), row, { href: address });
      row.append(" ", apart(text), " ");
      make("small", [kind, outcome].filter(Boolean).join(" · "), row);
    });
    state.textContent = !words.length ? "" : found.length ? `${found.length} found${loose ? " with similar spelling" : ""}` + (found.length > 30 ? ", the first 30 shown" : "") : "Nothing found: try fewer words, a name, or the number as it is printed";
  };
})();
