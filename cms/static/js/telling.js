// The log of a session is never lost on bad Wi-Fi: what is typed waits in this tab until it was saved, and what was sent
// without a connection is sent again when there is one. The form has a number of its own: sent twice it is told of once.
// Closing the tab or signing out leaves nothing on a shared computer (docs/decisions/0010).

const STORE = "academy.telling", AGAIN = 5000;
const here = `${STORE} ${location.pathname}`; // of each team its own: a coach of two loses neither
const form = document.querySelector("form[data-telling]");
const reader = document.body.dataset.reader;
const line = form?.querySelector("[role=status]");
let wanted = false, timer = 0;

function kept(where = here) {
  try {
    const found = JSON.parse(sessionStorage.getItem(where) || "null");
    return found && found.reader === reader ? found : null;
  } catch {
    return null;
  }
}

function keep(sent) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  try {
    sessionStorage.setItem(here, JSON.stringify({ reader, sent, fields }));
  } catch {} // a browser that stores nothing: the page itself still has it
}

function forget(where = here) {
  try { sessionStorage.removeItem(where); } catch {}
}

function forgetWhatWasSaved() {
  try {
    const team = location.pathname.split("/", 3).join("/");
    for (const where of Object.keys(sessionStorage)) if (where.startsWith(`${STORE} ${team}/`) && kept(where)?.sent) forget(where);
  } catch {}
}

function say(state) {
  line.hidden = false;
  line.textContent = line.dataset[state];
}

// Typed here before this page was opened anew, and never saved
function bringBack({ fields }) {
  const told = new Map();
  for (const [name, value] of fields) told.set(name, [...(told.get(name) || []), value]);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken") continue;
    const values = told.get(field.name) || [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
  for (const fold of form.querySelectorAll("details")) if ([...fold.querySelectorAll("input, textarea")].some((one) => one.value && one.type !== "checkbox")) fold.open = true;
  say("kept");
}

// Only where somebody answers does the form go its own way; what it leads to is the server's to say
async function send(event) {
  event?.preventDefault();
  wanted = true;
  clearTimeout(timer);
  keep(true);
  try {
    const answer = await fetch("/healthz", { cache: "no-store" });
    if (!answer.ok) throw answer;
    wanted = false;
    form.submit();
  } catch {
    say("waiting");
    timer = setTimeout(send, AGAIN);
  }
}

if (form) {
  const before = kept();
  const wasRefused = document.querySelector(".nhsuk-error-summary");
  if (before && !wasRefused) bringBack(before);
  else forget();
  form.addEventListener("input", () => keep(false));
  form.addEventListener("change", () => keep(false));
  form.addEventListener("submit", send);
  addEventListener("online", () => { if (wanted) send(); });
  addEventListener("beforeunload", (event) => { if (wanted) event.preventDefault(); });
} else forgetWhatWasSaved(); // the page of what was saved
