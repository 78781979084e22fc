// The page that holds a package: says how it goes, and lets its last words be heard before it is left.
// Whatever comes from the packages' origin is believed to be no more than one of four states.

const frame = document.getElementById("package");
const status = document.getElementById("package-status");
const ways = document.querySelectorAll("[data-leave-package], .nhsuk-back-link");
const LONGEST = 3000;

addEventListener("message", (said) => {
  if (said.origin !== frame.dataset.origin || said.source !== frame.contentWindow || said.data?.academy !== "package") return;
  const { state, words, done } = said.data;
  if (state === "left") location.assign(ways[0].href);
  else if (state === "refused") status.textContent = String(words).slice(0, 200);
  else if (state === "waiting" || state === "kept") status.textContent = status.dataset[done === true ? "done" : state];
});

for (const way of ways) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    frame.contentWindow.postMessage({ academy: "leave" }, frame.dataset.origin);
    setTimeout(() => location.assign(way.href), LONGEST);
  });
}
