// Keys where comments and talk are read: / goes to the words, t to the themes for the one in hand, n opens its note.
const acts = {
  "/": () => focusOn(document.querySelector("[data-search]")),
  t: (hit) => open(hit?.querySelector("[data-themes]")) || tick(hit),
  n: (hit) => open(hit?.querySelector("[data-note]")),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  const hit = document.activeElement.closest("[data-list] > *");
  if (acts[event.key]?.(hit)) event.preventDefault();
});

function open(summary) {
  if (!summary) return false;
  summary.parentElement.open = true;
  return focusOn(summary.parentElement.querySelector("select, textarea"));
}

function tick(hit) {
  const box = hit?.querySelector("[data-tick]");
  if (box) box.checked = true;
  return focusOn(document.querySelector("#to"));
}

function focusOn(field) {
  field?.focus();
  return Boolean(field);
}
