// Listening to keyboard and pointer; then the first drawing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (dialog.open) {
    const pick = dialog.querySelector(`[data-digit="${event.key}"]`);
    if (pick) { event.preventDefault(); pick.click(); }
    return;
  }
  const input = event.target.closest?.("[name]");
  if (input) {
    if (event.key === "Escape") { input.value = input.dataset.was; input.closest(".card").focus({ preventScroll: true }); }
    if (event.key === "Enter") {
      event.preventDefault();
      const all = [...input.closest(".fields").querySelectorAll("[name]")], next = all[all.indexOf(input) + 1];
      save(input, event.shiftKey);
      if (next) { next.focus(); next.select?.(); } else input.closest(".card").focus({ preventScroll: true });
    }
    return;
  }
  if (event.target.closest?.("button, summary, a") && ["Enter", " "].includes(event.key)) return;
  if (!state.editable && !"npjk?".includes(event.key)) return;
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
document.addEventListener("focusout", (event) => { if (event.target.matches?.(".fields [name]") && !dialog.open && !taking) save(event.target); });
document.addEventListener("change", (event) => { if (event.target.matches?.(".fields select")) save(event.target); });
document.addEventListener("click", (event) => {
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (key) return keys[key]();
  if (event.target.closest(".fields, dialog, .bar")) return;
  const id = event.target.closest("mark[data-id], .card")?.dataset.id;
  if (id && id !== here && (getSelection().isCollapsed || event.target.closest(".card"))) go(id);
});
dialog.addEventListener("close", () => drawn.cards.get(here)?.element.focus({ preventScroll: true }));
offer(given.offered);
draw();
if (location.hash.length > 1) go(decodeURIComponent(location.hash.slice(1)));
if (given.token) watch();
