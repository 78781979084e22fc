// A reflection is kept a moment after the last key, when its field is left, and by its button, all without leaving the
// page: what could not be kept stays in its field, and is kept as soon as there is a connection. Without this the
// button keeps it.

const AFTER = 1500;

for (const form of document.querySelectorAll("form[data-reflection]")) {
  const words = form.elements.words, status = form.querySelector("[role=status]");
  let timer = 0, kept = words.value;

  const keep = async () => {
    clearTimeout(timer);
    if (words.value === kept) return true;
    const sent = words.value;
    try {
      const headers = { "X-Requested-With": "fetch" };
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers, keepalive: true });
      if (answer.status === 422) return say(await answer.text());
      if (!answer.ok || answer.redirected) throw answer;
      kept = sent;
      say(status.dataset.kept);
    } catch {
      say(status.dataset.lost);
    }
  };

  const say = (said) => { status.textContent = said; };

  words.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, AFTER); });
  words.addEventListener("change", keep);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await keep()) say(status.dataset.kept);
  });
  addEventListener("pagehide", keep);
  addEventListener("online", keep);
  addEventListener("beforeunload", (event) => { if (words.value !== kept && !navigator.onLine) event.preventDefault(); });
}
