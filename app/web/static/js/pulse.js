// Saves the answers while they are being given: a form with data-draft="URL" posts itself there after a pause.
const form = document.querySelector("form[data-draft]");
const state = document.querySelector("[data-draft-state]");
if (form) {
  let waiting = 0;
  let sent = false;
  const say = (words) => { if (state) state.textContent = words; };
  const save = async () => {
    waiting = 0;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), keepalive: true });
      say(answer.ok ? form.dataset.saved : form.dataset.unsaved);
    } catch {
      say(form.dataset.unsaved);
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 800);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pagehide", () => { if (waiting && !sent) navigator.sendBeacon(form.dataset.draft, new FormData(form)); });
  addEventListener("pageshow", () => { sent = false; });
}
