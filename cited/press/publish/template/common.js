// What the other scripts share; assets.py puts them into one function.
const all = (what, inside = document) => [...inside.querySelectorAll(what)];
const make = (name, text, parent, attributes = {}) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  Object.entries(attributes).forEach((pair) => made.setAttribute(...pair));
  parent?.append(made);
  return made;
};
const tidy = (node) => (node ? node.textContent.replace(/\s+/g, " ").trim() : "");
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const slug = (text) => plain(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
const download = (blob, name) => {
  const link = make("a", "", null, { download: name, href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
const tool = (title, about, tools, act) => {
  const button = make("button", title, tools, { type: "button", "aria-label": `${title}: ${about}` });
  button.onclick = act;
  return button;
};
const choice = (name, values, tools, act) => {
  const field = make("select", "", make("label", name + " ", tools), { "aria-label": name });
  make("option", "all", field, { value: "" });
  values.forEach((value) => make("option", value, field, { value }));
  field.onchange = () => act(field.value);
  return field;
};
// What a reader has chosen stands in the address, so that a view can be sent, and each choice is a step that Back undoes;
// what is typed letter by letter is one. An address that names a place of the page changes no choice.
let chosenView, typed;
const view = () => {
  if (/^#[^=]+$/.test(location.hash)) return (chosenView ||= new URLSearchParams());
  return (chosenView = new URLSearchParams(location.hash.slice(1)));
};
const keep = (changes, typing) => {
  const next = view();
  Object.entries(changes).forEach(([name, value]) => (value ? next.set(name, value) : next.delete(name)));
  history[typing && typing == typed ? "replaceState" : "pushState"](null, "", String(next) ? "#" + next : location.pathname + location.search);
  typed = typing;
};
const follow = (read) => {
  addEventListener("hashchange", () => {
    typed = "";
    read();
  });
  read();
};
// Where nothing fits, the way out stands in the place of what would.
const nothingFits = (after, clear) => {
  const said = make("p", "No match. ", null, { class: "nothing", hidden: "" });
  make("button", "Clear the filters", said, { type: "button" }).onclick = clear;
  after.after(said);
  return said;
};
// What is not needed for the first look waits until the page can be used.
const soon = (act) => (document.readyState == "loading" ? document.addEventListener("DOMContentLoaded", act) : act());
// What is done to a part of the page is done when a reader comes near it.
const seen = (what, act) => {
  const watcher = new IntersectionObserver(
    (entries) => entries.forEach((entry) => {
      if (!entry.isIntersecting) return;
      watcher.unobserve(entry.target);
      act(entry.target);
    }),
    { rootMargin: "800px" },
  );
  all(what).forEach((part) => watcher.observe(part));
};
const contents = document.querySelector(".contents details");
if (contents && getComputedStyle(contents.parentNode).position == "sticky") contents.open = true;
// Firefox does not tell by itself which part is read.
if (contents && !CSS.supports("selector(:target-current)")) {
  const links = all("a", contents);
  const above = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))?.getBoundingClientRect().top < innerHeight / 3;
  addEventListener("scroll", () => {
    const read = links.findLast(above);
    links.forEach((link) => link.classList.toggle("here", link === read));
  }, { passive: true });
}
