// A reflection is kept a moment after the last key, and when its field is left. Without this the button keeps it.

const AFTER = 1500;

for (const form of document.querySelectorAll("form[data-reflection]")) {
  const words = form.elements.words, status = form.querySelector("[role=status]");
  let timer = 0, kept = words.value;

  const keep = async () => {
    clearTimeout(timer);
    if (words.value === kept) return;
    const sent = words.value;
    try {
      const headers = { "X-Requested-With": "fetch" };
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers, keepalive: true });
      if (!answer.ok || answer.redirected) throw answer;
      kept = sent;
      status.textContent = status.dataset.kept;
    } catch {
      status.textContent = status.dataset.lost;
    }
  };

  words.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, AFTER); });
  words.addEventListener("change", keep);
  addEventListener("pagehide", keep);
  addEventListener("online", keep);
}
