// Cards: focus, hover, tap or click on a number shows its entry of the page's list of sources.
(() => {
  const NUMBERS = "a.figure,a.computed,a.statistic,a.parameter,td[data-value]";
  const card = document.createElement("div");
  if (!("popover" in card) || !document.querySelector(".sources")) return;
  card.className = "card";
  card.popover = "manual";
  card.tabIndex = -1;
  card.setAttribute("role", "dialog");
  document.body.append(card);
  let shown, pinned, wait;

  const entry = (id) => (id ? document.getElementById(id) : null);
  const target = (event) => (event.target.closest ? event.target.closest(NUMBERS) : null);
  const idOf = (number) => number.hash?.slice(1) || number.closest("[data-figure]")?.dataset.figure;
  const copy = (node) => {
    const made = make("div", "", card, { class: node.localName == "li" ? "entry" : node.className });
    made.append(...node.cloneNode(true).childNodes);
    made.querySelectorAll("[id]").forEach((inner) => inner.removeAttribute("id"));
  };

  // What the card says: document, words around the figure, its entry; for a computed value each of its figures.
  const fill = (number, item) => {
    const place = item.closest(".place");
    card.replaceChildren();
    card.setAttribute("aria-label", "Source of " + number.textContent.trim());
    const source = place?.closest(".source").querySelector(".document");
    if (source) copy(source);
    if (place) {
      copy(place.querySelector(".words"));
      const mark = card.querySelectorAll("mark")[[...place.querySelectorAll("li")].indexOf(item)];
      mark?.classList.add("this");
    }
    copy(item);
    if (number.dataset.figures && number.classList.contains("computed")) {
      const ids = number.dataset.figures.split(" ");
      const list = make("ul", "", card);
      ids.slice(0, 12).forEach((id) => {
        const from = entry(id);
        if (!from) return;
        const row = make("li", "", list);
        make("a", from.querySelector("q").textContent, row, { href: "#" + id });
        row.append(" ", from.querySelector(".what").textContent);
      });
      if (ids.length > 12) make("li", `and ${ids.length - 12} more`, list);
    }
    const links = make("p", "", card, { class: "links" });
    make("a", "In the list of sources", links, { href: "#" + item.id });
    const home = document.querySelector(".crumbs a");
    if (place && home) {
      const pages = home.getAttribute("href").replace("index.html", "figure/index.html#" + item.id);
      make("a", "Every page that shows it", links, { href: pages });
    }
    make("button", "Close", links, { type: "button" }).onclick = () => hide(true);
  };

  const put = (number) => {
    const box = number.getClientRects()[0] || number.getBoundingClientRect();
    const { clientWidth: wide, clientHeight: high } = document.documentElement;
    const below = box.bottom + card.offsetHeight + 12 < high || box.top < card.offsetHeight + 12;
    card.style.left = Math.max(12, Math.min(box.left, wide - card.offsetWidth - 12)) + scrollX + "px";
    card.style.top = (below ? box.bottom + 6 : box.top - card.offsetHeight - 6) + scrollY + "px";
  };

  const show = (number, stay) => {
    const item = entry(idOf(number));
    if (!item) return false;
    clearTimeout(wait);
    if (shown != number) {
      hide();
      fill(number, item);
      card.showPopover();
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
    if (back) (number.matches("a") ? number : number.closest("tr")?.querySelector("a"))?.focus();
  };
  const later = (act, delay) => {
    clearTimeout(wait);
    wait = setTimeout(act, delay);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType != "mouse" || pinned) return;
    const number = target(event);
    if (number) later(() => show(number), 120);
    else if (card.contains(event.target)) clearTimeout(wait);
    else if (shown) later(hide, 300);
  });
  document.addEventListener("focusin", (event) => {
    const number = target(event);
    if (number?.matches(":focus-visible")) show(number);
    else if (shown && !card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a");
    const number = target(event);
    if (card.contains(event.target)) {
      // From the card into the list: remember the way back.
      if (link?.hash && link.getAttribute("href").startsWith("#")) visit(link.hash.slice(1));
      return;
    }
    if (!number || link?.matches(".sources a:not(.computed)")) return hide();
    if (!show(number, true)) return;
    event.preventDefault();
    // Enter on a link is a click without a pointer: the card takes the focus, Escape gives it back.
    if (!event.detail) card.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key == "Escape" && shown) hide(true);
  });

  const visit = (id) => {
    const number = shown;
    hide();
    document.querySelectorAll(".back").forEach((old) => old.remove());
    const back = make("button", "Back to the number", entry(id), { type: "button", class: "back" });
    back.onclick = () => {
      back.remove();
      number.scrollIntoView({ block: "center" });
      (number.matches("a") ? number : number.closest("tr")?.querySelector("a"))?.focus();
    };
    setTimeout(() => back.focus({ preventScroll: true }));
  };
})();
