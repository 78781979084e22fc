// What is chosen and read is kept as one goes. What cannot be sent yet waits in this tab, and nowhere else:
// closing the tab or signing out leaves nothing of a person on a shared computer (docs/decisions/0010).
//
// A page tells notes: all that was touched on it so far, and how far down one has read. They are numbered and sent one
// after the other; a note that was heard before, or that comes in late, changes nothing on the server that is newer.

const STORE = "academy.waiting";
const SOON = 400, NOW_AND_THEN = 4000, GIVEN_UP = 10000, AGAIN = [2000, 4000, 8000, 15000, 30000];

const reader = document.body.dataset.reader; // "": nobody is signed in; not said at all on a page of trouble
const form = document.querySelector("form[data-keep]");

// The store: notes that wait, at most one of each opened page; and where somebody wished to send their answers

const NOTHING = { notes: [], wish: "" };
let memory = NOTHING; // where a browser refuses to store anything, the page itself is the store

function stored() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORE) || "null");
    return kept && kept.reader === reader ? kept : NOTHING;
  } catch {
    return memory;
  }
}

function waiting() {
  return stored().notes;
}

function wait(notes, wish = stored().wish) {
  memory = { notes, wish };
  try {
    if (notes.length || wish) sessionStorage.setItem(STORE, JSON.stringify({ reader, notes, wish }));
    else sessionStorage.removeItem(STORE);
  } catch {} // the memory has it
}

function isOthers() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORE) || "null");
    return kept !== null && kept.reader !== reader;
  } catch {
    return true;
  }
}

if (reader !== undefined && (reader === "" || isOthers())) wait([], "");

// The log of a session waits through signing in again (telling.js); somebody else who signs in does not find it
try {
  for (const where of Object.keys(sessionStorage)) {
    if (reader && where.startsWith("academy.telling") && JSON.parse(sessionStorage.getItem(where)).reader !== reader) sessionStorage.removeItem(where);
  }
} catch {}

// Sending: in order, one at a time

let sending = null, tries = 0, timer = 0;

function send() {
  sending ??= sendAll().then((answer) => { sending = null; release(answer); });
  return sending;
}

async function sendAll() {
  clearTimeout(timer);
  for (let [first] = waiting(); first; [first] = waiting()) {
    const answer = await post(first);
    if (answer === null || answer.took === "signed-out") {
      timer = setTimeout(send, AGAIN[Math.min(tries++, AGAIN.length - 1)]);
      say("waiting", answer?.words);
      return answer;
    }
    tries = 0;
    wait(waiting().filter((one) => one.page !== first.page || one.number !== first.number)); // a newer one stays
    if (first.page === page() && (answer.took !== "refused" || answer.words)) say("kept", answer.words);
  }
  return { took: "kept" };
}

// null: there is no connection, or nobody at its other end while a new version is put in place
async function post(note) {
  const body = new URLSearchParams(note.body);
  body.set("ago", Math.max(0, Date.now() - note.made));
  const stop = new AbortController(), late = setTimeout(() => stop.abort(), GIVEN_UP);
  try {
    const answer = await fetch(note.to, { method: "POST", body, keepalive: true, signal: stop.signal });
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429) return null;
    return await answer.json().catch(() => ({ took: "refused", words: "" }));
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}

// The page that one is on

const isOlder = waiting().some((one) => one.at === location.pathname); // chosen here before this page was opened anew
const touched = new Set();
let number = 0, place = 0, told = 1, scrolled = false, wanted = null, released = false;

function page() {
  return form?.elements.token.value;
}

function note() {
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken");
  number += 1;
  body.set("number", number);
  body.set("place", place);
  touched.forEach((name) => body.append("touched", name));
  const mine = { to: form.dataset.keep, at: location.pathname, page: page(), number, made: Date.now(), body: String(body) };
  wait([...waiting().filter((one) => one.page !== mine.page), mine]);
  return mine;
}

let later = 0;
function sendIn(time) {
  clearTimeout(later);
  later = setTimeout(send, time);
}

function say(state, words) {
  const line = document.querySelector(".academy-keeping");
  if (!line) return;
  const said = words || line.dataset[state === "waiting" && wanted ? "waitingToSend" : state];
  line.hidden = false;
  line.classList.toggle("academy-keeping--waiting", state === "waiting" || Boolean(words));
  if (line.textContent !== said) line.textContent = said; // said again, it would be read aloud again
}

// Only once what was chosen has come through does the form go its own way; what it leads to is the server's to say.
async function submit(event) {
  if (released) return;
  event.preventDefault();
  wanted = event.submitter;
  note();
  wait(waiting(), wanted?.value === "send" ? location.pathname : ""); // the page may be lost before it is sent
  await send();
  if (!released) send(); // the one before may have been at its end already
}

function release(answer) {
  if (isOlder && !waiting().length && !touched.size) return location.reload();
  if (!wanted || released || (answer?.took !== "signed-out" && waiting().length)) return;
  released = true; // who was signed out signs in, and finds the answers: the server sees to it
  wait([], "");
  form.requestSubmit(wanted);
}

function notePlace() {
  if (!place || place === told) return;
  told = place;
  note();
  sendIn(NOW_AND_THEN);
}

function keep() {
  form.addEventListener("change", (event) => {
    touched.add(event.target.name);
    note();
    sendIn(SOON);
  });
  form.addEventListener("submit", submit);
  const seen = new IntersectionObserver((changes) => {
    const below = changes.filter((one) => one.isIntersecting).map((one) => Number(one.target.id.slice(5)));
    if (below.length) place = Math.max(...below);
    if (scrolled) notePlace();
  }, { rootMargin: "0px 0px -50% 0px" });
  document.querySelectorAll(".academy-story > [id^=part-]").forEach((block) => seen.observe(block));
  addEventListener("scroll", () => { scrolled = true; notePlace(); }, { passive: true, once: true });
  addEventListener("pagehide", () => {
    const mine = waiting().find((one) => one.page === page());
    if (mine) navigator.sendBeacon(mine.to, new URLSearchParams(`${mine.body}&ago=${Date.now() - mine.made}`));
  });
  addEventListener("pageshow", (event) => { if (event.persisted) [released, wanted] = [false, null]; });
}

// Whoever leaves takes along what still can be sent; the rest is gone for good
function leave(event) {
  const [out, words] = [event.target, event.target.dataset.leave];
  if (!waiting().length) return;
  event.preventDefault();
  const late = new Promise((end) => setTimeout(end, SOON * 5));
  Promise.race([send(), late]).then(() => {
    if (waiting().length && !confirm(words)) return;
    wait([], "");
    out.submit();
  });
}

document.querySelector("form[data-leave]")?.addEventListener("submit", leave);
addEventListener("beforeunload", (event) => { if (tries && waiting().length && !released) event.preventDefault(); });
addEventListener("online", () => { tries = 0; send(); });

// The page was lost while answers waited to be sent: what was chosen is in the form again, so it is sent now, and said.
function sendAsWished() {
  wanted = form.querySelector("button[value=send]");
  say("sending");
  release(null);
}

if (form) keep();
if (waiting().length) send();
else if (form && stored().wish === location.pathname) sendAsWished();
