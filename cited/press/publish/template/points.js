// Charts whose marks stand at a point in time: the value at the pointer and at the mark in focus.
(() => {
  const tell = (plot, mark) => {
    untell(plot);
    const [x, y] = center(mark), frame = plot.getBoundingClientRect();
    const cross = make("div", "", plot, { class: "cross" });
    cross.style.left = x - frame.left + "px";
    const tip = make("div", mark.getAttribute("aria-label"), plot, { class: "tip" });
    tip.style.left = Math.max(0, Math.min(x - frame.left + 10, frame.width - tip.offsetWidth)) + "px";
    tip.style.top = Math.max(-30, y - frame.top - tip.offsetHeight - 12) + "px";
  };
  const untell = (plot) => all(".cross,.tip", plot).forEach((node) => node.remove());
  const nearest = (plot, event) => {
    let best, far = 40;
    marksOf(plot).forEach((mark) => {
      const [x, y] = center(mark), off = Math.abs(x - event.clientX) + Math.abs(y - event.clientY) / 8;
      if (off < far) [best, far] = [mark, off];
    });
    return best;
  };
  document.addEventListener("pointermove", (event) => {
    const plot = event.target.closest?.(".plot");
    all(".plot").forEach((other) => other != plot && untell(other));
    if (!plot || event.pointerType == "touch") return;
    const mark = nearest(plot, event);
    mark ? tell(plot, mark) : untell(plot);
  });
  document.addEventListener("focusin", (event) => {
    const plot = event.target.closest?.(".plot");
    if (plot && event.target.matches("a")) tell(plot, event.target);
    else all(".plot").forEach(untell);
  });
})();
