// From doubt to doubt by the keys n and p, a link into what is folded opens it, and a command is copied; without script
// every figure is still a link.
(() => {
  const doubts = [...document.querySelectorAll("#doubts .entry")];
  const open = (element) => {
    for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  let at = -1;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !["n", "p"].includes(event.key) || !doubts.length) return;
    at = (at + (event.key === "n" ? 1 : -1) + doubts.length + (at < 0 && event.key === "p" ? 1 : 0)) % doubts.length;
    document.querySelector(".entry.here")?.classList.remove("here");
    doubts[at].classList.add("here");
    open(doubts[at]);
    doubts[at].scrollIntoView({ block: "center" });
    doubts[at].querySelector("a")?.focus({ preventScroll: true });
  });
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest("details:not([open])")) return;
    open(target);
    target.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  follow();
  const copy = document.getElementById("copy");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById("commands").textContent.split("\n")[0]);
      copy.textContent = "Copied";
    });
  }
})();
