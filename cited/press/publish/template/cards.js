// Cards: focus, hover, tap or click on a number shows how it stands, the words it stands in, and where it comes from.
(() => {
  const NUMBERS = "a.figure,a.computed,a.statistic,a[data-figure],a[data-figures],a[data-series],a.parameter,td[data-value]";
  const card = document.createElement("div");
  if (!("popover" in card)) return;
  card.className = "card";
  card.popover = "manual";
  card.tabIndex = -1;
  card.setAttribute("role", "dialog");
  let shown, pinned, wait, quiet, entered;

  const target = (event) => (event.target.closest ? event.target.closest(NUMBERS) : null);
  const link = (number) => (number.matches("a") ? number : number.closest("tr")?.querySelector("a[data-figure],a.figure"));
  const idOf = (number) => (number.getAttribute("href") || "").match(/^#(.*)/)?.[1] || number.closest("[data-figure]")?.dataset.figure || number.getAttribute("href");
  const fill = (number, item, id) => {
    card.replaceChildren();
    const name = number.getAttribute("aria-label") || tidy(number);
    card.setAttribute("aria-label", "Source of " + name);
    const top = make("div", "", card, { class: "top-line" });
    const outcome = item.querySelector(".o");
    if (outcome) top.append(outcome.cloneNode(true));
    else make("b", name, top);
    make("button", "✕", top, { type: "button", "aria-label": "Close" }).onclick = () => hide(true);
    explain(item, card, { parts: number.dataset.figures?.split(" ") });
  };

  const put = (number) => {
    const box = (number.closest("svg") ? number.querySelector("circle,rect,path:not(.tie)") || number : number).getBoundingClientRect();
    const { clientWidth: wide, clientHeight: high } = document.documentElement;
    if (matchMedia("(max-width: 44rem)").matches) {
      const under = box.bottom + 12 - (high - card.offsetHeight);
      if (under > 0) scrollBy({ top: under, behavior: "instant" });
      return;
    }
    card.style.maxHeight = "";
    const [above, below] = [box.top - 18, high - box.bottom - 18];
    const down = card.offsetHeight <= below || below >= above;
    card.style.maxHeight = Math.min(Math.max(down ? below : above, 160), high - 24) + "px";
    const left = Math.max(12, Math.min(box.left, wide - card.offsetWidth - 12));
    const top = down ? box.bottom + 6 : box.top - card.offsetHeight - 6;
    card.style.left = left + scrollX + "px";
    card.style.top = Math.max(12, Math.min(top, high - card.offsetHeight - 12)) + scrollY + "px";
  };

  const show = (number, stay) => {
    const id = idOf(number), item = entry(id);
    if (!item) return false;
    clearTimeout(wait);
    if (shown != number) {
      hide();
      fill(number, item, id);
      // After the number, so that Tab goes from the card to what follows it.
      (number.closest("figure.chart") || number).after(card);
      card.showPopover();
      card.scrollTop = 0;
      number.classList.add("open");
    }
    put(number);
    shown = number;
    pinned = stay || pinned;
    return true;
  };
  const hide = (back) => {
    clearTimeout(wait);
    const number = shown;
    if (!number) return;
    shown = pinned = undefined;
    number.classList.remove("open");
    card.hidePopover();
    card.remove();
    if (!back) return;
    quiet = true;
    link(number)?.focus();
    quiet = false;
  };
  const later = (act, delay) => {
    clearTimeout(wait);
    wait = setTimeout(act, delay);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType != "mouse" || pinned) return;
    const number = target(event);
    if (card.contains(event.target)) clearTimeout(wait);
    else if (number && !number.closest(".sources")) later(() => show(number), 140);
    else if (shown) later(hide, 300);
  });
  document.addEventListener("focusin", (event) => {
    if (quiet || card.contains(event.target)) return;
    const number = target(event);
    if (number?.matches(":focus-visible") && !number.closest("svg,.sources")) show(number);
    else if (shown) hide();
  });
  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const pressed = event.target.closest("a"), number = target(event);
    if (card.contains(event.target)) {
      const hash = pressed?.getAttribute("href") || "";
      if (hash.startsWith("#")) visit(hash.slice(1));
      return;
    }
    if (!number || number.closest(".sources")) return hide();
    if (pressed && !number.contains(pressed) && pressed != number) return hide();
    if (!show(number, true)) return;
    event.preventDefault();
    // Enter on a link is a click without a pointer, which Firefox counts as one: the card takes the focus, Escape gives it
    // back.
    if (entered || !event.detail) card.focus();
  });
  document.addEventListener("keydown", (event) => {
    entered = event.key == "Enter";
    if (event.key == "Escape" && shown) hide(true);
  });
  document.addEventListener("pointerdown", () => (entered = false));

  const visit = (id) => {
    const number = shown, item = entry(id);
    hide();
    item?.closest("details")?.setAttribute("open", "");
    all(".back").forEach((old) => old.remove());
    const back = make("button", "Back to the number", item?.cells?.[0] || item, { type: "button", class: "back" });
    back.onclick = () => {
      back.remove();
      number.scrollIntoView({ block: "center" });
      quiet = true;
      link(number)?.focus();
      quiet = false;
    };
    setTimeout(() => back.focus({ preventScroll: true }));
  };
  // An address that names an entry opens the list it stands in.
  const reveal = () => !location.hash.includes("=") && entry(decodeURIComponent(location.hash.slice(1)))?.closest("details")?.setAttribute("open", "");
  addEventListener("hashchange", reveal);
  reveal();
  // On paper every number has the number of its entry, be it a row of a table or in the list of sources.
  addEventListener("beforeprint", () => {
    const list = document.querySelector(".sources");
    if (!list) return;
    list.open = true;
    const notes = new Map();
    all("main tr[id], .sources li[id]").forEach((item, at) => {
      notes.set(item.id, at + 1);
      (item.cells?.[0] || item).dataset.note = at + 1;
    });
    all("main a[href^='#']").forEach((number) => {
      const note = notes.get(idOf(number));
      if (note && !number.closest(".sources,svg")) number.dataset.note = note;
    });
    // An address on paper is whole, where the page says under which it is published.
    const published = document.querySelector("link[rel=canonical]")?.href;
    if (published) all("main a[href*='figure/']").forEach((link) => (link.dataset.address = new URL(link.getAttribute("href"), published)));
  });
})();
