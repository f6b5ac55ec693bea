// Tables: sort, filter, copy and download; the table in the page is the data, complete without this.
(() => {
  const ends = (cell) => {
    const [low, high = low] = (cell?.dataset.value || "").split("/");
    return [low, high].map((end) => (end && end != ".." ? +end : null));
  };
  const key = (cell) => {
    const number = ends(cell).find((end) => end !== null);
    return number ?? (cell.querySelector("time")?.dateTime || cell.querySelector("time")?.textContent || plain(tidy(cell)));
  };

  // The table as rows of cells, numbers as numbers; an interval takes two columns, its ends.
  const data = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies].flatMap((body) => {
      const group = body.querySelector("[scope=rowgroup]");
      return [...body.rows].filter((row) => !row.contains(group)).map((row) => ({ row, group: group ? tidy(group) : "" }));
    });
    const numeric = heads.map((_, at) => rows.some(({ row }) => row.cells[at]?.dataset.value));
    const double = heads.map((_, at) => rows.some(({ row }) => row.cells[at]?.dataset.value?.includes("/")));
    const [ids, groups] = [rows.some(({ row }) => row.dataset.figure), rows.some(({ group }) => group)];
    const name = (head, at) => (double[at] ? [tidy(head) + ", from", tidy(head) + ", to"] : [tidy(head)]);
    const cells = ({ row, group }) => [
      ...(ids ? [row.dataset.figure || ""] : []),
      ...(groups ? [group] : []),
      ...heads.flatMap((_, at) => {
        const cell = row.cells[at];
        return double[at] ? ends(cell) : [numeric[at] ? ends(cell)[0] ?? tidy(cell) : cell ? tidy(cell) : ""];
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
    document.querySelectorAll(".shows,.made").forEach((node) => rows.push(["Page", tidy(node)]));
    rows.push(["Reading", "“From” and “to” are the ends of what the words say; an empty end is open. Text is as printed."]);
    rows.push([], ["Figure", "As printed", "What", "Document", "Place and reading"]);
    const ids = new Set([...table.querySelectorAll("[data-figure]")].map((node) => node.dataset.figure));
    table.querySelectorAll("[data-figures]").forEach((node) => node.dataset.figures.split(" ").forEach((id) => ids.add(id)));
    document.querySelectorAll(".sources li[data-figure]").forEach((entry) => {
      if (!ids.has(entry.id)) return;
      const [printed, what] = ["q", ".what"].map((name) => tidy(entry.querySelector(name)));
      const place = tidy(entry.closest(".place").querySelector(".words"));
      const rest = tidy(entry).replace(`${printed} ${what}.`, "").trim();
      rows.push([entry.id, printed, what, tidy(entry.closest(".source").querySelector(".document")), `${place}. ${rest}`]);
    });
    return rows;
  };

  const xml = (value) =>
    text(value).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
  const sheet = (rows) => {
    const column = (at) => (at > 25 ? String.fromCharCode(64 + Math.floor(at / 26)) : "") + String.fromCharCode(65 + (at % 26));
    const widths = rows.reduce((all, row) => (row.forEach((cell, at) => (all[at] = Math.min(60, Math.max(all[at] || 9, text(cell).length + 2)))), all), []);
    const cell = (value, at, row) => {
      const place = `r="${column(at)}${row + 1}"`;
      if (typeof value == "number") return `<c ${place}><v>${value}</v></c>`;
      return value ? `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xml(value)}</t></is></c>` : "";
    };
    return (
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols>' +
      widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("") + "</cols><sheetData>" +
      rows.map((row, at) => `<row r="${at + 1}">${row.map((value, place) => cell(value, place, at)).join("")}</row>`).join("") + "</sheetData></worksheet>"
    );
  };
  const workbook = (table) => {
    const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    const linked = (targets) =>
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      targets.map(([type, path], at) => `<Relationship Id="r${at + 1}" Type="${relations}/${type}" Target="${path}"/>`).join("") + "</Relationships>";
    return zip({
      "[Content_Types].xml":
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        [["workbook", "sheet.main"], ["table", "worksheet"], ["notes", "worksheet"]]
          .map(([name, type]) => `<Override PartName="/${name}.xml" ContentType="${types}${type}+xml"/>`).join("") + "</Types>",
      "_rels/.rels": linked([["officeDocument", "workbook.xml"]]),
      "_rels/workbook.xml.rels": linked([["worksheet", "table.xml"], ["worksheet", "notes.xml"]]),
      "workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Table" sheetId="1" r:id="r1"/><sheet name="Notes" sheetId="2" r:id="r2"/></sheets></workbook>`,
      "table.xml": sheet(data(table)),
      "notes.xml": sheet(notes(table)),
    });
  };
  // A zip file without compression and with the earliest date, so that the same table gives the same bytes.
  const zip = (files) => {
    const bytes = (pairs) => pairs.flatMap(([size, value]) => Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255));
    const parts = [], directory = [];
    let offset = 0;
    for (const [name, content] of Object.entries(files)) {
      const [path, body] = [name, '<?xml version="1.0" encoding="UTF-8"?>' + content].map((part) => new TextEncoder().encode(part));
      let sum = -1;
      for (const byte of body) {
        sum ^= byte;
        for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
      }
      const head = bytes([[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, ~sum], [4, body.length], [4, body.length], [2, path.length], [2, 0]]);
      parts.push(new Uint8Array([...bytes([[4, 0x04034b50]]), ...head]), path, body);
      directory.push(new Uint8Array([...bytes([[4, 0x02014b50], [2, 20]]), ...head, ...bytes([[2, 0], [2, 0], [2, 0], [4, 0], [4, offset]])]), path);
      offset += 30 + path.length + body.length;
    }
    const size = directory.reduce((all, part) => all + part.length, 0);
    const count = Object.keys(files).length;
    const end = new Uint8Array(bytes([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]]));
    return new Blob([...parts, ...directory, end], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
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

  const sortable = (table) =>
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const button = make("button", "", null, { type: "button" });
      const wrap = () => {
        button.append(...head.childNodes);
        head.append(button);
      };
      wrap();
      // Chromium repeats a table's head on the next sheet of paper, but no button in it.
      addEventListener("beforeprint", () => head.replaceChildren(...button.childNodes));
      addEventListener("afterprint", wrap);
      button.onclick = () => {
        const next = { ascending: "descending", descending: "" }[head.ariaSort] ?? "ascending";
        [...table.tHead.rows[0].cells].forEach((other) => other.removeAttribute("aria-sort"));
        if (next) head.setAttribute("aria-sort", next);
        [...table.tBodies].forEach((body) => {
          const rows = [...body.rows].filter((row) => !row.querySelector("[scope=rowgroup]"));
          rows.forEach((row, place) => (row.place ??= place));
          const compare = (one, two) => {
            const [a, b] = [one, two].map((row) => (row.cells[at] ? key(row.cells[at]) : ""));
            // What is not known stays at the end, whichever way the rest is sorted.
            if (a === "" || b === "") return (a === "") - (b === "");
            const order = typeof a == "number" && typeof b == "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
            return next == "descending" ? -order : order;
          };
          rows.sort((one, two) => (next && compare(one, two)) || one.place - two.place);
          body.append(...rows);
        });
      };
    });

  document.querySelectorAll(".table").forEach((region) => {
    const table = region.querySelector("table");
    const heads = [...table.tHead.rows[0].cells].map(tidy);
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length > 1 || heads.length == 1);
    // On a narrow screen a row is a block, and each of its cells says what it is.
    rows.forEach((row) => [...row.cells].forEach((cell, at) => cell.localName == "td" && (cell.dataset.label = heads[at])));
    region.classList.add("live");
    const tools = make("div", "", null, { class: "tools" });
    region.before(tools);
    if (rows.length > 1) sortable(table);
    if (rows.length > 5) {
      const label = make("label", "Filter ", tools);
      const field = make("input", "", label, { type: "search", "aria-label": "Filter " + tidy(table.caption) });
      const state = make("span", "", tools, { role: "status" });
      field.oninput = () => {
        const wanted = plain(field.value).split(/\s+/).filter(Boolean);
        let left = 0;
        rows.forEach((row) => {
          const group = row.parentNode.querySelector("[scope=rowgroup]");
          const words = plain(row.textContent + " " + (group ? group.textContent : ""));
          row.hidden = !wanted.every((word) => words.includes(word));
          left += !row.hidden;
        });
        [...table.tBodies].forEach((body) => (body.hidden = [...body.rows].every((row) => row.hidden || row.querySelector("[scope=rowgroup]"))));
        state.textContent = wanted.length ? `${left} of ${rows.length} rows` : "";
      };
    }
    const name = slug(tidy(table.caption));
    const about = tidy(table.caption);
    tool("Copy", about, tools, (event) => clip(event.target, data(table).map((row) => row.map(text).join("\t")).join("\n")));
    tool("CSV", about, tools, () => download(new Blob([csv(data(table))], { type: "text/csv" }), name + ".csv"));
    tool("XLSX", about, tools, () => download(workbook(table), name + ".xlsx"));
  });
})();
