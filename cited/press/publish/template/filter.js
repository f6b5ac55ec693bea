// The list of figures, less those that have not every word or another outcome.
(() => {
  const box = document.querySelector(".filter"), field = box.querySelector("input"), state = box.querySelector(".found");
  const items = all(".every li").map((item) => ({ item, words: plain(item.textContent), outcome: outcomeOf(item.querySelector(".o")) }));
  const chips = make("div", "", box, { class: "tools flow chips", role: "group", "aria-label": "Outcome" });
  const nothing = nothingFits(box, () => {
    keep({ q: "", outcome: "" });
    read();
    field.focus();
  });
  const draw = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean), chosen = view().get("outcome") || "";
    const named = items.filter(({ words }) => wanted.every((word) => words.includes(word)));
    const left = named.filter(({ outcome }) => !chosen || outcome == chosen);
    items.forEach((one) => (one.item.hidden = !left.includes(one)));
    all(".group").forEach((group) => (group.hidden = !group.querySelector("li:not([hidden])")));
    state.textContent = left.length < items.length ? `${left.length} of ${items.length} printings` : `${items.length} printings`;
    nothing.hidden = left.length > 0;
    drawChips(chips, (kind) => named.filter(({ outcome }) => outcome == kind).length, chosen, (outcome) => {
      keep({ outcome });
      draw();
    });
  };
  const read = () => {
    field.value = view().get("q") || "";
    draw();
  };
  box.hidden = false;
  field.oninput = () => {
    keep({ q: field.value }, "q");
    draw();
  };
  follow(read);
})();
