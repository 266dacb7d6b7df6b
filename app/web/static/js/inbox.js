// Reading clusters by keyboard. Every key presses, opens or focuses what is on the page; without it all is there too.
const typing = "input:not([type=checkbox]), select, textarea, [contenteditable]";
const boxes = () => [...document.querySelectorAll(".said > input")];
const keyed = (key) => [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(key));

document.documentElement.classList.add("has-keys");

// Who speaks to the computer turns single keys off; the browser remembers it.
let on = localStorage.getItem("inbox keys") !== "off";
const toggle = document.querySelector("[data-keys]");
if (toggle) {
  toggle.checked = on;
  toggle.addEventListener("change", () => localStorage.setItem("inbox keys", (on = toggle.checked) ? "on" : "off"));
}

// The list shows the cluster that is read; the page itself stays where it is.
const list = document.querySelector(".waiting");
const current = list?.querySelector("[aria-current]");
if (current) list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;

// Brings a control into sight, folded parts opened, and hands it the keyboard.
const reach = (control) => {
  for (let part = control.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  control.focus();
  if (control.matches("input")) control.select();
};

// From comment to comment: x ticks the one with the focus and goes on.
const walk = (step, tick) => {
  const all = boxes();
  const at = all.indexOf(document.activeElement);
  if (tick && at >= 0) all[at].click();
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus();
  next?.closest(".said").scrollIntoView({ block: "nearest" });
};

const act = (key) => {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[key];
  const inComments = boxes().includes(document.activeElement);
  if (step && (inComments || !keyed("j"))) return walk(step, false), true;
  if (key === "x") return walk(1, true), true;
  if (key === "u") return document.querySelector("[data-mine] button")?.click(), true;
  if (key === "l" && inComments) {
    const like = document.activeElement.closest(".said").querySelector(".like");
    if (like) return like.click(), true;
  }
  const control = keyed(key);
  if (!control) return false;
  if (control.matches("summary")) {
    const part = control.parentElement;
    part.open = !part.open;
    (part.open && part.querySelector("button") || control).focus();
  } else if (control.matches(typing)) {
    reach(control);
  } else {
    control.click();
  }
  return true;
};

document.addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target, key } = event;
  if (target.closest(typing)) {
    if (key === "Escape") target.blur();
    return;
  }
  if (key === "Escape" && boxes().includes(target)) return target.blur();
  if (key === "Enter" && boxes().includes(target)) event.preventDefault();  // it would send the form at once
  else if (act(key)) event.preventDefault();
});

// What was typed and not sent is there again when one comes back to the cluster.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const place = (field) => `cluster ${form.dataset.keep} ${field.name}`;
  const fields = [...form.querySelectorAll("input:not([type=hidden])")];
  for (const field of fields) {
    const kept = sessionStorage.getItem(place(field));
    if (kept !== null && !form.querySelector("[aria-invalid]")) field.value = kept;
    field.addEventListener("input", () => sessionStorage.setItem(place(field), field.value));
  }
  form.addEventListener("submit", () => fields.forEach((field) => sessionStorage.removeItem(place(field))));
}
