// A workbook of two sheets, a table and its notes, as spreadsheets open it; each is given as rows of texts and numbers.
const workbook = (() => {
  const text = (value) => (value === null ? "" : String(value));
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
  const made = (table, notes) => {
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
      "table.xml": sheet(table),
      "notes.xml": sheet(notes),
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
  return made;
})();
