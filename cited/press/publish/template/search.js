// Search over reports and figures: every word must be found; titles count most; a miss tries nearly the same word.
(() => {
  const SCALES = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
  const CODES = { USD: "$", EUR: "€", JPY: "¥", GBP: "£" };
  // A number is found with and without the commas between its digits, an amount also in full and by the sign of its currency.
  const joined = (text) => text.replace(/(?<![\d,.]|\d )\d{1,3}(?:(?:, |[, \u00a0])\d{3})+(?![\d,])/g, (number) => number.replace(/\D/g, ""));
  const split = (text) => plain(joined(text)).match(/\p{Sc}|[\p{L}\p{N}]+/gu) || [];
  const inFull = (text) => [...joined(text).matchAll(/(\d+(?:\.\d+)?)[ \u00a0](thousand|million|billion|trillion)/g)].map(([, number, scale]) => String(Math.round(number * SCALES[scale])));
  const signs = (text) => Object.keys(CODES).filter((code) => text.includes(code)).map((code) => CODES[code]);
  const stem = (word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, "") : word);
  const box = document.querySelector(".search"), MOST = 30;
  const [field, state, list] = ["input", ".found", ".results"].map((name) => box.querySelector(name));
  // The reports stand on the page, with title and question; the first of a theme with its finding, whose own links lead to parts of it.
  const reports = () => all(".theme > p > a:not([class]), .reports a:not([class])").map((link) => {
    const address = link.getAttribute("href"), about = [...link.parentNode.childNodes].filter((node) => node != link).map(tidy).join(" ").trim();
    const finding = link.parentNode.matches("p") ? all("p[class]", link.closest(".theme")).map(tidy) : [];
    return { address, title: tidy(link), about, where: "Report", also: [records.parameters[address], ...finding].filter(Boolean).join(" "), weight: 2 };
  });
  const figures = () => records.figures.map(([id, , , , , , weight, also]) => {
    const { address, printed, what, where, look } = recordOf(id);
    return { address, title: printed, about: what, where, outcome: look, also, weight, id };
  });
  let known;
  // Made when a reader begins to search.
  const items = () => (known ||= [...reports(), ...figures()].map((item) => {
    const text = [item.title, item.about, item.where, item.outcome, item.also].filter(Boolean).join("; ");
    return { ...item, words: new Set([...split(text).map(stem), ...inFull(item.title), ...signs(item.title)]) };
  }));
  const near = (one, two) => {
    if (Math.abs(one.length - two.length) > 1 || one.length < 4) return false;
    let at = 0;
    while (at < one.length && one[at] == two[at]) at++;
    const rest = (a, b) => one.slice(at + a) == two.slice(at + b);
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (one[at] == two[at + 1] && one[at + 1] == two[at] && rest(2, 2));
  };
  // Chinese and Japanese have no blanks between words.
  const within = (other, word) => (/[\u3040-\u9fff]/.test(word) ? other.includes(word) : other.startsWith(word));
  const score = (item, word, exact) => {
    let best = 0;
    item.words.forEach((other) => {
      if (other == word) best = 2;
      else if (best < 1 && (within(other, word) || (exact && (near(word, other) || near(exact, other))))) best = 1;
    });
    return best;
  };
  const find = (words, loose) =>
    items()
      .map((item) => [words.map((word, at) => score(item, word, loose?.[at])), item])
      .filter(([scores]) => scores.every(Boolean))
      .map(([scores, item]) => [scores.reduce((sum, one) => sum + one, item.weight), item])
      .sort((one, two) => two[0] - one[0]);
  // Words that run from right to left stay where they are between others.
  const apart = (text) => text.replace(/[\u0590-\u08ff](?:[\u0590-\u08ff\s.'’"-]*[\u0590-\u08ff])?/g, "\u2068$&\u2069");
  const show = (found) =>
    found.forEach(([, { address, title, about, where, outcome, id }]) => {
      const row = make("li", "", list, id ? { "data-figure": id } : {});
      make("a", apart(title), row, { href: address });
      row.append(" ", apart(about), " ");
      make("small", [where, outcome].filter(Boolean).join(" · "), row);
    });
  const search = () => {
    const exact = split(field.value), words = exact.map(stem);
    let found = words.length ? find(words) : [];
    const loose = words.length && !found.length;
    if (loose) found = find(words, exact);
    list.replaceChildren();
    show(found.slice(0, MOST));
    const rest = found.slice(MOST);
    state.textContent = !words.length ? "" : found.length ? `${found.length} found${loose ? " with similar spelling" : ""}` + (rest.length ? `, the first ${MOST} shown ` : "") : "Nothing found: try fewer words, a name, or the number as it is printed; or look through ";
    if (rest.length) make("button", "Show all", state, { type: "button" }).onclick = (event) => {
      state.textContent = `${found.length} found`;
      show(rest);
      list.children[MOST].querySelector("a").focus();
    };
    else if (words.length && !found.length && records.figures.length) make("a", "every figure", state, { href: "figure/index.html" });
  };
  box.hidden = false;
  field.oninput = () => {
    keep({ q: field.value }, "q");
    search();
  };
  follow(() => {
    const asked = view().get("q") || "";
    if (asked == field.value) return;
    field.value = asked;
    search();
  });
})();
