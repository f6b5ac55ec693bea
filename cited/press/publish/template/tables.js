// Tables: sort, filter, copy and download; the table in the page is the data, complete without this.
(() => {
  const ends = (cell) => {
    const [low, high = low] = (cell?.dataset.value || "").split("/");
    return [low, high].map((end) => (end && end != ".." ? +end : null));
  };
  // A cell in words: its parts, such as a remark beneath a number, kept apart.
  const said = (cell) => {
    if (!cell) return "";
    const copy = cell.cloneNode(true);
    all(".toggle", copy).forEach((button) => button.remove());
    all("small,.status", copy).forEach((part) => part.before(part.previousSibling && tidy(part) ? "; " : ""));
    return tidy(copy).replace(/\s+;/g, ";");
  };
  // A cell of which a spreadsheet gets several, each under a name of its own: `#` numbers, `=` the cell's words, `^` its
  // outcome, `@` the period and `~` the series of its statistic, which stand in the cell already. A cell that gives
  // nothing has what stands beside its outcome, or what stands after a name and `=`.
  const several = (head) => head.dataset.export?.split("|");
  const split = (cell, names) => {
    const values = (cell?.dataset.export ?? "").split("|");
    const tied = (cell?.querySelector("[data-series]")?.dataset.series || "").split(" ").map((one) => one.split("@"));
    return names.map((name) => {
      if (name[0] == "=") return said(cell);
      if (name[0] == "^") return tidy(cell?.querySelector(".o")).replace(/^\S+ /, "");
      if (name[0] == "@") return tied.map((one) => one[1] || "").reverse().join(" and ");
      if (name[0] == "~") return tied[0][0];
      const value = values.shift() || tidy(cell?.querySelector(".o ~ small")) || name.split("=")[1] || "";
      return name[0] == "#" && value ? +value : value;
    });
  };
  const key = (cell, names) => {
    if (cell.dataset.sort) return +cell.dataset.sort;
    const number = cell.dataset.export && names ? split(cell, names).find((part) => typeof part == "number") : ends(cell).find((end) => end !== null);
    return number ?? (cell.querySelector("time")?.dateTime || cell.querySelector("time")?.textContent || plain(said(cell)));
  };

  // The rows that are shown as cells, numbers as numbers; an interval takes two columns, its ends.
  const data = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies].flatMap((body) => {
      const group = body.querySelector("[scope=rowgroup]");
      const left = [...body.rows].filter((row) => !row.contains(group) && !row.hidden && !row.matches(".detail"));
      return left.map((row) => ({ row, group: group ? tidy(group) : "" }));
    });
    const numeric = heads.map((_, at) => rows.some(({ row }) => row.cells[at]?.dataset.value));
    const double = heads.map((_, at) => rows.some(({ row }) => row.cells[at]?.dataset.value?.includes("/")));
    const [ids, groups] = [rows.some(({ row }) => row.dataset.figure), rows.some(({ group }) => group)];
    const parts = heads.map(several);
    const name = (head, at) => parts[at] ? parts[at].map((one) => one.replace(/^[#=@~^]|=.*$/g, "")) : (double[at] ? [tidy(head) + ", from", tidy(head) + ", to"] : [tidy(head)]);
    const cells = ({ row, group }) => [
      ...(ids ? [row.dataset.figure || ""] : []),
      ...(groups ? [group] : []),
      ...heads.flatMap((_, at) => {
        const cell = row.cells[at];
        if (parts[at]) return split(cell, parts[at]);
        return double[at] ? ends(cell) : [numeric[at] ? ends(cell)[0] ?? said(cell) : said(cell)];
      }),
    ];
    return [[...(ids ? ["Figure"] : []), ...(groups ? ["Group"] : []), ...heads.flatMap(name)], ...rows.map(cells)];
  };
  const text = (value) => (value === null ? "" : String(value));
  // A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
  const safe = (value) => (typeof value == "string" && /^[=+\-@\t\r]/.test(value) ? "'" : "") + text(value);
  const csv = (rows) =>
    "\ufeff" + rows.map((row) => row.map((cell) => `"${safe(cell).replaceAll('"', '""')}"`.replace(/^"([^",\n]*)"$/, "$1")).join(",") + "\r\n").join("");

  const notes = (table) => {
    const rows = [["Table", tidy(table.caption)], ["Page", document.title]];
    if (table.dataset.part) rows.push(["Rows", table.dataset.part]);
    document.querySelectorAll(".shows,.made").forEach((node) => rows.push(["Page", tidy(node)]));
    rows.push(["Reading", "“From” and “to” are the ends of what the words say; an empty end is open. Text is as printed."]);
    rows.push([], ["Figure", "As printed", "What", "Document", "Place and reading"]);
    const ids = new Set([...table.querySelectorAll("[data-figure]")].map((node) => node.dataset.figure));
    table.querySelectorAll("[data-figures]").forEach((node) => node.dataset.figures.split(" ").forEach((id) => ids.add(id)));
    if (typeof explain != "function") return rows;
    [...ids].map(entry).filter(Boolean).forEach((item) => {
      const own = inList("li", item.id), rest = own?.cloneNode(true), place = placeOf(item);
      if (rest) all("q,b", rest).forEach((part) => part.remove());
      const where = tidy(place ? place.querySelector(".words") : isRow(item) ? cellOf(item, "place") : null);
      const source = entry(item.id.replace(/-\d+$/, ""))?.querySelector(".document");
      rows.push([item.id, printedOf(item), whatOf(item), tidy(source), `${where}. ${rest ? said(rest) : ""}`.trim()]);
    });
    return rows;
  };

  const clip = async (button, words) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = make("textarea", words, document.body);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = label), 1500);
  };

  const heads = (table) => [...table.tHead.rows[0].cells];
  const closed = (table) => all(".detail", table).forEach((row) => (row.previousElementSibling.classList.remove("opened"), row.previousElementSibling.querySelector(".toggle").ariaExpanded = false, row.remove()));
  // Sorts the rows of each group by a column, `-name` the other way round; without a name as they were.
  const sort = (table, name) => {
    const down = name.startsWith("-"), at = heads(table).findIndex((head) => head.dataset.name == name.replace("-", ""));
    const names = at >= 0 ? several(heads(table)[at]) : null;
    closed(table);
    heads(table).forEach((head, place) => (place == at ? head.setAttribute("aria-sort", down ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
    [...table.tBodies].forEach((body) => {
      const rows = [...body.rows].filter((row) => !row.querySelector("[scope=rowgroup]"));
      rows.forEach((row, place) => (row.place ??= place));
      const compare = (one, two) => {
        const [a, b] = [one, two].map((row) => (row.cells[at] ? key(row.cells[at], names) : ""));
        // What is not known stays at the end, whichever way the rest is sorted.
        if (a === "" || b === "") return (a === "") - (b === "");
        const order = typeof a == "number" && typeof b == "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
        return down ? -order : order;
      };
      rows.sort((one, two) => (at >= 0 && compare(one, two)) || one.place - two.place);
      body.append(...rows);
    });
  };
  const sortable = (table, choose) =>
    heads(table).forEach((head) => {
      const button = make("button", "", null, { type: "button" });
      const wrap = () => {
        button.append(...head.childNodes);
        head.append(button);
      };
      wrap();
      // Chromium repeats a table's head on the next sheet of paper, but no button in it.
      addEventListener("beforeprint", () => button.parentNode && head.replaceChildren(...button.childNodes));
      addEventListener("afterprint", wrap);
      button.onclick = () => choose({ ascending: "-" + head.dataset.name, descending: "" }[head.ariaSort] ?? head.dataset.name);
    });

  // What a column offers to choose from: few values, each in several rows; of a place the document.
  const kindOf = (cell, name) => (name == "place" ? tidy(cell).match(/(.*), line/)?.[1] || "" : tidy(cell?.querySelector(".o") || cell));
  const choices = (rows, name, at) => {
    // For each value the first cell that has it; a column of numbers, or of too many values, offers none.
    const first = new Map();
    for (const row of rows) {
      const cell = row.cells[at];
      if (cell?.dataset.value) return [];
      const value = kindOf(cell, name);
      if (value && !first.has(value)) first.set(value, cell);
      if (first.size > 12 || value.length > 40) return [];
    }
    if (first.size < 2 || rows.length < 2 * first.size) return [];
    // Dates stand in the order of time, whatever the order of the rows.
    const found = [...first].map(([value, cell]) => [cell.querySelector("time") ? String(key(cell)) : "", value]);
    return found.sort(([one], [two]) => one.localeCompare(two)).map(([, value]) => value);
  };
  const prepare = (region) => {
    const table = region.querySelector("table"), columns = heads(table), labels = columns.map(tidy);
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length > 1 || labels.length == 1);
    const about = tidy(table.caption), name = slug(about), id = region.id || name;
    // On a narrow screen a row is a block, and each of its cells says what it is.
    const label = () => rows.forEach((row) => [...row.cells].forEach((cell, at) => cell.localName == "td" && (cell.dataset.label = labels[at])));
    const narrow = matchMedia("(max-width: 44rem)");
    narrow.matches ? label() : narrow.addEventListener("change", label, { once: true });
    region.classList.add("live");
    // On a wide one it is a line, which opens into all of its words and what the page says of its figure.
    if (typeof openable == "function") openable(region, rows, labels.length);
    const tools = make("div", "", null, { class: "tools" }), acts = make("div", "", tools, { class: "acts" });
    region.before(tools);
    const chosen = {}, fields = {}, state = make("span", "", null, { role: "status" });
    let words;
    const wordsOf = (row) => {
      words ||= new Map(rows.map((row) => [row, plain(`${[...row.cells].map(said).join(" ")} ${tidy(row.parentNode.querySelector("[scope=rowgroup]"))}`)]));
      return words.get(row);
    };
    const filter = () => {
      const wanted = plain(chosen.q || "").split(/\s+/).filter(Boolean);
      const picked = columns.map((head, at) => [at, head.dataset.name]).filter(([, column]) => chosen[column]);
      closed(table);
      let left = 0;
      rows.forEach((row) => {
        row.hidden = !wanted.every((word) => wordsOf(row).includes(word)) || !picked.every(([at, column]) => kindOf(row.cells[at], column) == chosen[column]);
        left += !row.hidden;
      });
      [...table.tBodies].forEach((body) => (body.hidden = [...body.rows].every((row) => row.hidden || row.querySelector("[scope=rowgroup]"))));
      region.hidden = !left;
      nothing.hidden = left > 0;
      const part = left < rows.length;
      state.textContent = part ? `${left} of ${rows.length} rows` : "";
      table.dataset.part = part ? `${state.textContent}: ${Object.entries(chosen).filter(([column, value]) => value && column != "sort").map(([column, value]) => (column == "q" ? `with “${value}”` : value)).join(", ")}` : "";
      exports.forEach(([button, title]) => {
        button.disabled = !left;
        button.textContent = part && left ? `${title}, ${left} row${left == 1 ? "" : "s"}` : title;
      });
    };
    const choose = (column, value) => {
      chosen[column] = value;
      keep({ [`${id}.${column}`]: value }, column == "q" && id);
      apply(column);
    };
    const apply = (column) => {
      column == "sort" ? sort(table, chosen.sort || "") : filter();
      if (largest) largest.ariaPressed = chosen.sort == "-deviation";
    };
    let largest, nothing;
    if (rows.length > 1) sortable(table, (value) => choose("sort", value));
    if (rows.length > 5) {
      const field = make("input", "", make("label", "Filter ", tools), { type: "search", "aria-label": "Filter " + about });
      field.oninput = () => choose("q", field.value);
      fields.q = field;
      columns.forEach((head, at) => {
        const found = choices(rows, head.dataset.name, at);
        if (found.length) fields[head.dataset.name] = choice(head.dataset.name == "place" ? "Document" : labels[at], found, tools, (value) => choose(head.dataset.name, value));
      });
      tools.append(state, acts);
      tools.classList.add("filters");
      nothing = nothingFits(region, () => {
        keep(Object.fromEntries(Object.keys(fields).map((column) => [`${id}.${column}`, ""])));
        read();
        field.focus();
      });
      if (columns.some((head) => head.dataset.name == "deviation")) {
        largest = tool("Largest error first", about, acts, () => choose("sort", chosen.sort == "-deviation" ? "" : "-deviation"));
        largest.ariaPressed = false;
      }
    }
    const shown = () => (table.dataset.part ? `${name}-${state.textContent.replace(/\s/g, "-")}` : name);
    const exports = [
      [tool("Copy", about, acts, (event) => clip(event.target, data(table).map((row) => row.map(text).join("\t")).join("\n"))), "Copy"],
      [tool("CSV", about, acts, () => download(new Blob([csv(data(table))], { type: "text/csv" }), shown() + ".csv")), "CSV"],
      [tool("XLSX", about, acts, () => download(workbook(data(table), notes(table)), shown() + ".xlsx")), "XLSX"],
    ];
    const read = () => {
      const asked = view();
      ["sort", ...Object.keys(fields)].forEach((column) => {
        const value = asked.get(`${id}.${column}`) || "";
        if (value == (chosen[column] || "")) return;
        chosen[column] = value;
        if (fields[column]) fields[column].value = value;
        apply(column);
      });
    };
    follow(read);
  };
  all(".table").forEach((region) => soon(() => prepare(region)));
})();
