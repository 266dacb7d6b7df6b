// Small comforts; every page works without them.

// A form with data-confirm asks its question first; a form that was sent isn't sent twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = form.dataset.confirm;
  if ((question && !confirm(question)) || form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (form.method === "post" && !form.matches("[hx-post]")) {
    form.dataset.sent = "yes";
  }
}, true);
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// j and k go down and up the links of a list marked data-list.
document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const rows = [...document.querySelectorAll("[data-list] > *")].filter((row) => row.querySelector("a"));
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
  if (next) next.querySelector("a").focus();
});

// On a phone the loop scrolls sideways: bring the present station into sight. An error summary is read first.
const loop = document.querySelector(".loop");
const here = loop?.querySelector("[aria-current]");
const showHere = () => {
  const aside = here.getBoundingClientRect().left - loop.getBoundingClientRect().left - 16;
  if (document.dir !== "rtl" && loop.scrollWidth > loop.clientWidth) loop.scrollLeft += aside;
};
if (here) document.fonts.ready.then(showHere);
document.querySelector("[data-focus]")?.focus();
