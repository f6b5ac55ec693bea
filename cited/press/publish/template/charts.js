// Charts: download as SVG or PNG, in the colours of paper, with title and source in the picture.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const drawing = (chart) => {
    const svg = chart.querySelector("svg").cloneNode(true);
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    const write = (text, y, size, weight) => {
      const made = document.createElementNS(SVG, "text");
      Object.entries({ x: 2, y, "font-size": size, "font-weight": weight, fill: "#202020" }).forEach((pair) => made.setAttribute(...pair));
      made.textContent = text;
      svg.append(made);
    };
    write(tidy(chart.querySelector(".title")), -14, 14, 600);
    write(tidy(chart.querySelector(".origin")) + " " + document.title + ".", height + 16, 10, 400);
    const paper = document.createElementNS(SVG, "rect");
    Object.entries({ x: -12, y: -40, width: width + 24, height: height + 68, fill: "#ffffff" }).forEach((pair) => paper.setAttribute(...pair));
    svg.prepend(paper);
    svg.setAttribute("viewBox", `-12 -40 ${width + 24} ${height + 68}`);
    svg.setAttribute("width", width + 24);
    svg.setAttribute("height", height + 68);
    svg.removeAttribute("aria-hidden");
    const described = document.createElementNS(SVG, "desc");
    described.textContent = chart.querySelector("[role=img]").getAttribute("aria-label");
    svg.prepend(described);
    // Behind the comma of each variable stands its value on paper.
    return new XMLSerializer().serializeToString(svg).replace(/var\(--[\w-]+, ([^)]+)\)/g, "$1");
  };
  const picture = (text, name) => {
    const image = new Image();
    image.onload = () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.width, height: 2 * image.height });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => download(blob, name));
    };
    image.src = "data:image/svg+xml," + encodeURIComponent(text);
  };
  all("figure.chart").forEach((chart) => {
    if (!chart.querySelector("svg")) return;
    const title = tidy(chart.querySelector(".title"));
    const tools = make("div", "", null, { class: "tools" });
    tool("SVG", title, tools, () => download(new Blob([drawing(chart)], { type: "image/svg+xml" }), slug(title) + ".svg"));
    tool("PNG", title, tools, () => picture(drawing(chart), slug(title) + ".png"));
    chart.querySelector("[role=img]").after(tools);
  });
})();
