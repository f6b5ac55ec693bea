// The list of figures, less those that have not every word.
(() => {
  const box = document.querySelector(".filter"), field = box.querySelector("input"), state = box.querySelector(".found");
  const items = all(".every li").map((item) => [item, plain(item.textContent)]);
  box.hidden = false;
  field.oninput = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    items.forEach(([item, words]) => (left += !(item.hidden = !wanted.every((word) => words.includes(word)))));
    all(".group").forEach((group) => (group.hidden = !group.querySelector("li:not([hidden])")));
    state.textContent = wanted.length ? `${left} of ${items.length} figures` : "";
  };
})();
