// Keys for the queue of names: 1 to 5 take a candidate, n says that the first is
// not it, j and k move, s searches, u undoes the last judgement. Each presses a
// button or link that is on the page, so that all of it works without this file.
"use strict";

(() => {
  const names = () => [...document.querySelectorAll("[data-queue] > article")];
  let current = -1;

  const go = (index) => {
    const all = names();
    if (!all.length) return;
    current = Math.max(0, Math.min(index, all.length - 1));
    for (const [number, one] of all.entries()) {
      if (number === current) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    all[current].focus({ preventScroll: true });
    all[current].scrollIntoView({ block: "nearest" });
  };

  const press = (within, selector) => within?.querySelector(selector)?.click();

  const taken = (target) =>
    target.closest("input, select, textarea, [contenteditable]") !== null;

  document.addEventListener("focusin", (event) => {
    const at = names().findIndex((one) => one.contains(event.target));
    if (at >= 0 && at !== current) {
      names()[current]?.removeAttribute("aria-current");
      current = at;
      names()[at].setAttribute("aria-current", "true");
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || taken(event.target)) return;
    const name = names()[current];
    if (/^[1-5]$/.test(event.key)) press(name, `[data-choose="${event.key}"]`);
    else if (event.key === "n") press(name, "[data-deny]");
    else if (event.key === "s") press(name, "[data-search]");
    else if (event.key === "u") press(document, "[data-undo]");
    else if (event.key === "j") go(current + 1);
    else if (event.key === "k") go(current - 1);
    else return;
    event.preventDefault();
  });

  const asked = /^#name-(\d+)$/.exec(location.hash);
  if (names().length) go(asked ? Number(asked[1]) - 1 : 0);
})();
