// What a SCORM 1.2 package talks to: `window.API`, as the package looks for it in the page around it.
//
// It answers at once, out of the page, and tells the server soon after: everything that the server has not heard yet,
// one telling after the other, so that one that is lost costs nothing. Elements and their forms are those of
// curriculum/calc/scorm12.py. The page of the site that holds this hears only how it goes, never what was said.

const told = JSON.parse(document.getElementById("told").textContent);
const frame = document.getElementById("piece");
const SOON = 1000, AGAIN = [2000, 4000, 8000, 15000, 30000], LARGEST_AT_THE_END = 60000;

const WORDS = {
  0: "No error", 101: "General exception", 201: "Invalid argument", 202: "Element cannot have children",
  203: "Element is not an array, so it has no count", 301: "Not initialized", 401: "Not implemented",
  402: "Element is a keyword, so it cannot be set", 403: "Element is read only", 404: "Element is write only",
  405: "Incorrect data type",
};

// The data: names as packages write them, with the counted ones found under `n`

const forms = new Map((told.elements || []).map(([name, access, form]) => [name, { access, form: new RegExp(`^(?:${form})$`) }]));
const values = new Map(Object.entries(told.values || {}));
const counted = (name) => name.replace(/\.\d{1,3}(?=\.)/g, ".n");

function countOf(list) {
  let count = 0;
  for (const name of values.keys()) {
    if (name.startsWith(`${list}.`)) count = Math.max(count, parseInt(name.slice(list.length + 1), 10) + 1 || 0);
  }
  return count;
}

function childrenOf(name) {
  const start = `${counted(`${name}.`).replace(/\.$/, "")}.`;
  const found = new Set();
  for (const one of forms.keys()) {
    const rest = one.startsWith(start) ? one.slice(start.length) : one.startsWith(`${start}n.`) ? one.slice(start.length + 2) : "";
    if (rest) found.add(rest.replace(/^n\./, "").split(".")[0]);
  }
  return [...found].join(",");
}

function isBeyond(name, most) {
  for (const { index, 1: number } of name.matchAll(/\.(\d{1,3})(?=\.)/g)) {
    if (Number(number) > most(name.slice(0, index)) || Number(number) >= told.most) return true;
  }
  return false;
}

// The API, section 3.3 of the run-time environment

let error = 0, isOpen = false, hasEnded = false, hasFinished = false;

const failed = (code, answer) => { error = code; return answer; };
const well = (answer) => failed(0, answer);

function keyword(name) {
  if (name === "cmi._version") return "3.4";
  if (name.endsWith("._children")) return childrenOf(name.slice(0, -10)) || null;
  if (name.endsWith("._count")) return forms.has(name) ? null : String(countOf(name.slice(0, -7)));
  return undefined;
}

const API = {
  LMSInitialize(nothing) {
    if (nothing !== "" || isOpen || hasEnded) return failed(nothing !== "" ? 201 : 101, "false");
    isOpen = true;
    return well("true");
  },
  LMSGetValue(name) {
    if (!isOpen) return failed(301, "");
    const word = keyword(String(name));
    if (word !== undefined) return word === null ? failed(202, "") : well(word);
    const element = forms.get(counted(String(name)));
    if (!element) return failed(401, "");
    if (element.access === "w") return failed(404, "");
    if (isBeyond(name, (list) => countOf(list) - 1)) return failed(201, "");
    return well(values.get(name) ?? "");
  },
  LMSSetValue(name, value) {
    if (!isOpen) return failed(301, "false");
    name = String(name); value = String(value);
    if (keyword(name) !== undefined) return failed(402, "false");
    const element = forms.get(counted(name));
    if (!element) return failed(401, "false");
    if (element.access === "r") return failed(403, "false");
    if (isBeyond(name, countOf)) return failed(201, "false");
    if (!element.form.test(value)) return failed(405, "false");
    values.set(name, value);
    unheard.set(name, value);
    soon();
    return well("true");
  },
  LMSCommit(nothing) {
    if (!isOpen) return failed(301, "false");
    if (nothing !== "") return failed(201, "false");
    send();
    return well("true");
  },
  LMSFinish(nothing) {
    if (!isOpen) return failed(301, "false");
    if (nothing !== "") return failed(201, "false");
    isOpen = false;
    finish();
    return well("true");
  },
  LMSGetLastError: () => String(error),
  LMSGetErrorString: (code) => WORDS[code] || "",
  LMSGetDiagnostic: (code) => WORDS[code || error] || "",
};

// Telling the server

const unheard = new Map();
let number = 0, sending = false, timer = 0, tries = 0, endIsHeard = false, isLeaving = false;

function soon(after = SOON) {
  clearTimeout(timer);
  timer = setTimeout(send, after);
}

function end() {
  hasEnded = true;
  send();
}

function finish() {
  hasFinished = true;
  end();
}

const rest = () => JSON.stringify({
  piece: told.piece, load: told.load, number: ++number, values: Object.fromEntries(unheard), ended: hasEnded, finished: hasFinished,
});

async function send() {
  clearTimeout(timer);
  if (!told.tell) return left();
  if (sending || (!unheard.size && (!hasEnded || endIsHeard))) return left();
  sending = true;
  const [sent, saysEnd, body] = [new Map(unheard), hasEnded, rest()];
  const answer = await post(body);
  sending = false;
  if (answer === null) return wait();
  if (answer.words) return say("refused", answer);
  tries = 0;
  for (const [name, value] of sent) if (unheard.get(name) === value) unheard.delete(name);
  endIsHeard ||= saysEnd;
  say("kept", answer);
  if (unheard.size || hasEnded !== saysEnd) send();
  else left();
}

function wait() {
  say("waiting", {});
  soon(AGAIN[Math.min(tries++, AGAIN.length - 1)]);
}

async function post(body) {
  try {
    const answer = await fetch(told.tell, { method: "POST", body, keepalive: body.length < LARGEST_AT_THE_END });
    return answer.ok || answer.status === 409 || answer.status === 400 ? await answer.json() : answer.status === 404 ? { words: "gone" } : null;
  } catch {
    return null;
  }
}

// The page of the site around this: it hears how it goes, and says when somebody leaves

function say(state, { words = "", done = false }) {
  parent.postMessage({ academy: "package", state, words, done }, told.site);
}

function left() {
  if (isLeaving && !sending) say("left", {});
}

addEventListener("message", (said) => {
  if (said.origin !== told.site || said.source !== parent || said.data?.academy !== "leave") return;
  isLeaving = true;
  frame.src = "about:blank"; // the package's own last words
  setTimeout(end, 200);
});

addEventListener("online", () => send());
addEventListener("pagehide", () => {
  if (!told.tell || (endIsHeard && !unheard.size)) return;
  hasEnded = true;
  fetch(told.tell, { method: "POST", body: rest(), keepalive: true }).catch(() => {});
});

if (told.refused) {
  say("refused", { words: told.refused });
} else {
  window.API = API;
  frame.src = told.address;
  if (!told.tells) frame.addEventListener("load", () => { if (!hasFinished) finish(); }); // what is only shown is done by being shown
}
