// Charts: arrow keys from mark to mark, downloads as SVG and PNG with all that the page says.
const center = (mark) => {
  const box = (mark.querySelector("circle,rect,path:not(.tie)") || mark).getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};
const marksOf = (chart) => all("svg a", chart);
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  // Left and right walk the marks in the order of time, up and down the marks at nearly the same place.
  document.addEventListener("keydown", (event) => {
    const chart = event.target.closest?.("figure.chart");
    if (!chart || !event.target.closest("svg a") || !/^Arrow|^Home$|^End$/.test(event.key)) return;
    const marks = marksOf(chart).map((mark) => [mark, ...center(mark)]);
    const [, x, y] = marks.find(([mark]) => mark == event.target.closest("a"));
    const flat = chart.querySelector(".plot") !== null, side = /Left|Right/.test(event.key) == flat;
    const forward = /Right|Down/.test(event.key) ? 1 : -1;
    const along = (item) => (flat == side ? item[1] - x : item[2] - y) * forward;
    const apart = (item) => Math.abs(flat == side ? item[2] - y : item[1] - x);
    const order = [...marks].sort((one, two) => one[flat ? 1 : 2] - two[flat ? 1 : 2]);
    const ahead = marks.filter((item) => along(item) > 0.5).sort((one, two) => along(one) - along(two) || apart(one) - apart(two));
    const next = event.key == "Home" ? order[0] : event.key == "End" ? order.at(-1) : ahead[0];
    event.preventDefault();
    next?.[0].focus();
  });

  // The picture as anyone can open it: widths in pixels, colours and type as attributes, no stylesheet.
  // Per cent and stretched paths become pixels, since not every viewer of drawings knows how to stretch.
  const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor", "stroke-linejoin"];
  const ACROSS = /^(x|x1|x2|cx|width)$/;
  const settled = (node, wide, high, stretched) => {
    if (node.nodeType != 1) return node.cloneNode();
    const style = getComputedStyle(node), name = node.localName;
    if (style.display == "none") return "";
    const nested = name == "svg", copy = document.createElementNS(SVG, nested || name == "a" ? "g" : name);
    const pixels = (attribute) => {
      const value = node.getAttribute(attribute) || "0";
      return +(value.endsWith("%") ? (parseFloat(value) * (ACROSS.test(attribute) ? wide : high)) / 100 : parseFloat(value)).toFixed(2);
    };
    if (nested) {
      if (node.hasAttribute("x")) copy.setAttribute("transform", `translate(${pixels("x")} ${pixels("y")})`);
    } else if (name == "path") {
      const scaled = (axis, value) => +(value * (stretched ? (axis ? high : wide) / 1000 : 1)).toFixed(1);
      const path = node.getAttribute("d");
      copy.setAttribute("d", stretched ? path.replace(/([MLHV])([^MLHVz]+)/g, (_, letter, rest) => letter + rest.trim().split(/[ ,]+/).map((value, at) => scaled(letter == "V" || at % 2, +value)).join(" ")) : path);
    } else if (name == "use") {
      return settled(document.querySelector(node.getAttribute("href")), wide, high);
    } else if (name != "a" && name != "g") {
      node.getAttributeNames().filter((one) => /^(x|y|dx|dy|x1|x2|y1|y2|cx|cy|r|width|height)$/.test(one)).forEach((one) => copy.setAttribute(one, pixels(one)));
      if (name == "circle") copy.setAttribute("r", parseFloat(style.r));
    }
    if (/^(path|line|circle|rect|text)$/.test(name)) KEPT.forEach((one) => copy.setAttribute(one, style.getPropertyValue(one)));
    if (name == "text") copy.setAttribute("stroke", "none");
    copy.append(...[...node.childNodes].map((child) => settled(child, wide, high, stretched || node.hasAttribute("preserveAspectRatio"))));
    return copy;
  };
  // The caption, and in the place of how many sources it has, each of them, as the page's list names it.
  const origins = (chart) => {
    const series = all("[data-series]", chart).flatMap((mark) => mark.dataset.series.split(" ").map((one) => "s-" + one.split("@")[0]));
    const listed = [...new Set(series)].map((id) => document.getElementById(id)).filter(Boolean);
    const documents = new Set(all("[data-figure]", chart).map((mark) => mark.dataset.figure.replace(/-\d+$/, "")));
    const cited = [...documents].map((id) => document.getElementById(id)).filter((source) => source?.matches(".source"));
    const caption = chart.querySelector("figcaption")?.cloneNode(true);
    if (caption && (listed.length || cited.length)) caption.querySelector(".origin")?.remove();
    const official = new Map();
    listed.forEach((item) => {
      const publisher = tidy(item.closest(".publisher")?.querySelector("p"));
      official.set(publisher, [...(official.get(publisher) || []), tidy(item.querySelector("b"))]);
    });
    return [
      tidy(caption),
      ...cited.map((source) => `Cited in ${tidy(source.querySelector("h3"))}: ${tidy(source.querySelector(".document cite"))}.`),
      ...[...official].map(([publisher, titles]) => `Published data, ${publisher}: ${titles.join("; ")}.`),
    ].filter(Boolean);
  };
  const picture = (chart) => {
    const frame = chart.getBoundingClientRect(), width = Math.round(frame.width) + 50, style = getComputedStyle(document.documentElement);
    const root = document.createElementNS(SVG, "svg");
    const put = (name, attributes, text) => {
      const made = document.createElementNS(SVG, name);
      Object.entries(attributes).forEach((pair) => made.setAttribute(...pair));
      if (text) made.textContent = text;
      root.append(made);
      return made;
    };
    const paper = put("rect", { width: "100%", height: "100%", fill: style.backgroundColor || "#fff" });
    put("title", {}, tidy(chart.querySelector(".title")));
    let down = 20;
    const write = (text, size, weight = 400, left = 20) => {
      const most = Math.floor((width - 40) / (size * 0.53)), lines = [""];
      text.split(" ").forEach((word) => ((lines.at(-1) + " " + word).length > most ? lines.push(word) : (lines[lines.length - 1] += (lines.at(-1) && " ") + word)));
      lines.forEach((line) => put("text", { x: left, y: (down += size * 1.35), "font-size": size, "font-weight": weight, fill: style.color }, line));
    };
    write(tidy(chart.querySelector(".title")), 17, 650);
    write(tidy(chart.querySelector(".sub")), 13);
    const box = (node) => node.getBoundingClientRect();
    all(".legend li", chart).forEach((item) => {
      const sample = settled(item.querySelector("svg"), 22, 12);
      sample.setAttribute("transform", `translate(20 ${down + 8})`);
      root.append(sample);
      write(tidy(item), 12, 400, 50);
    });
    down += 16;
    const body = chart.querySelector(".plot,.rows"), offset = down - box(body).top + (body.matches(".plot") ? 14 : 0);
    all("svg.area,svg.track,svg.ticks", body).forEach((svg) => {
      const place = box(svg), copy = settled(svg, place.width, place.height);
      copy.setAttribute("transform", `translate(${place.left - frame.left + 20} ${place.top + offset})`);
      root.append(copy);
    });
    all(".row p", body).forEach((said) => {
      const place = box(said), most = Math.floor(place.width / 6.6), size = 12.5;
      let line = "", at = place.top + offset + 12;
      const flush = () => line && put("text", { x: place.left - frame.left + 20, y: at, "font-size": size, fill: style.color }, line);
      tidy(said).split(" ").forEach((word) => {
        if ((line + " " + word).length > most) flush(), (at += 16), (line = word);
        else line += (line && " ") + word;
      });
      flush();
    });
    down = box(body).bottom + offset + (body.matches(".plot") ? 30 : 0);
    origins(chart).forEach((line) => write(line, 11));
    // Of a page that was opened as a file no address leads anybody to it.
    const address = document.querySelector("link[rel=canonical]")?.href || (location.origin.startsWith("http") && location.origin + location.pathname);
    write(address ? `${document.title}, ${address}#${chart.id}` : [document.title, ...all(".crumbs a").map(tidy).slice(0, 1)].join(", "), 11);
    Object.entries({ xmlns: SVG, width, height: Math.ceil(down + 20), viewBox: `0 0 ${width} ${Math.ceil(down + 20)}`, "font-family": "system-ui, Helvetica, Arial, sans-serif" }).forEach((pair) => root.setAttribute(...pair));
    paper.setAttribute("fill", getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() || "#fff");
    return [new XMLSerializer().serializeToString(root), width, Math.ceil(down + 20)];
  };
  const raster = ([text, width, height], name) => {
    const image = new Image();
    image.onload = () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => download(blob, name));
    };
    image.src = "data:image/svg+xml," + encodeURIComponent(text);
  };
  // One stop of the Tab key per chart; the arrows do the rest.
  seen("figure.chart:has(.title)", (chart) => {
    const title = tidy(chart.querySelector(".title"));
    marksOf(chart).forEach((mark, at) => at && mark.setAttribute("tabindex", "-1"));
    // A point says by itself of which line it is.
    all("g.dots[aria-label]", chart).forEach((line) => {
      all("a", line).forEach((mark) => mark.setAttribute("aria-label", `${line.getAttribute("aria-label")}, ${mark.getAttribute("aria-label")}`));
      ["role", "aria-label"].forEach((name) => line.removeAttribute(name));
    });
    const tools = make("div", "", chart, { class: "tools flow" });
    tool("SVG", title, tools, () => download(new Blob([picture(chart)[0]], { type: "image/svg+xml" }), slug(title) + ".svg"));
    tool("PNG", title, tools, () => raster(picture(chart), slug(title) + ".png"));
  });
})();
