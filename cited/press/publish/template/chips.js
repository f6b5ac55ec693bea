// Outcomes as chips with counts: a reader chooses one, or none again.
const OUTCOMES = { wrong: "wrong", near: "right for a different date or definition", right: "right", forecast: "forecast", open: "not checked", none: "cannot be checked" };
const outcomeOf = (node) => Object.keys(OUTCOMES).find((kind) => node.classList.contains("o-" + kind));
const drawChips = (chips, count, chosen, choose) => {
  chips.replaceChildren();
  Object.entries(OUTCOMES).forEach(([kind, name]) => {
    const number = count(kind);
    if (!number && chosen != kind) return;
    const chip = make("button", `${name} ${number}`, chips, { type: "button", "aria-pressed": chosen == kind, class: "o-" + kind });
    chip.onclick = () => (choose(chosen == kind ? "" : kind), chips.querySelector(`.o-${kind}`)?.focus());
  });
};
