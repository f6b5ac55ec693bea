// From doubt to doubt by the keys n and p; without script every figure is still a link.
(() => {
  const doubts = [...document.querySelectorAll("#doubts .entry")];
  let at = -1;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !["n", "p"].includes(event.key) || !doubts.length) return;
    at = (at + (event.key === "n" ? 1 : -1) + doubts.length + (at < 0 && event.key === "p" ? 1 : 0)) % doubts.length;
    document.querySelector(".entry.here")?.classList.remove("here");
    doubts[at].classList.add("here");
    doubts[at].scrollIntoView({ block: "center" });
    doubts[at].querySelector("a")?.focus({ preventScroll: true });
  });
})();
