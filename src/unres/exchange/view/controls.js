"use strict";
// What the reader sets: theme, wrapping, which kinds and severities show, the width of the panes.

const root = document.documentElement;
const pressed = (button) => button.getAttribute("aria-pressed") === "true";
const press = (button, on) => button.setAttribute("aria-pressed", String(on));

// -- theme: the system's until the switch says otherwise --
const dark = document.getElementById("dark");
const system = matchMedia("(prefers-color-scheme: dark)");
// A page opened from a file may be refused its storage.
const store = { get: () => { try { return localStorage.getItem("unres-theme"); } catch { return null; } },
  set: (theme) => { try { localStorage.setItem("unres-theme", theme); } catch { /* for this page only */ } } };

function theme() {
  const wanted = root.dataset.theme ?? (system.matches ? "dark" : "light");
  press(dark, wanted === "dark");
}
if (["light", "dark"].includes(store.get())) root.dataset.theme = store.get();
dark.addEventListener("click", () => {
  root.dataset.theme = pressed(dark) ? "light" : "dark";
  store.set(root.dataset.theme);
  theme();
});
system.addEventListener("change", theme);
theme();

// -- wrapping --
const wrap = document.getElementById("wrap");
wrap.addEventListener("click", () => {
  press(wrap, !pressed(wrap));
  dump.classList.toggle("long", !pressed(wrap));
});

// -- the pictures of characters that show nothing --
const marks = document.getElementById("marks");
marks.hidden = !document.querySelector(".c");
marks.addEventListener("click", () => {
  press(marks, !pressed(marks));
  document.body.classList.toggle("bare", !pressed(marks));
});

// -- kinds: greyed out in the dump, left out of the tree --
const all = document.getElementById("all");
const kindButtons = [...document.querySelectorAll("[data-kind]")];

function kinds() {
  const off = new Set(kindButtons.filter((button) => !pressed(button)).map((button) => button.dataset.kind));
  document.body.dataset.off = [...off].join(" ");
  for (const row of rows) row.classList.toggle("gone", off.has(row.classList[0]) && !isParent(row));
  all.hidden = !off.size;
  if (!showing(focused)) roveTo(rows.find(showing));
}
for (const button of kindButtons) {
  button.addEventListener("click", (event) => {
    if (event.shiftKey) for (const other of kindButtons) press(other, other === button);
    else press(button, !pressed(button));
    kinds();
  });
}
all.addEventListener("click", () => {
  for (const button of kindButtons) press(button, true);
  kinds();
  kindButtons[0].focus();
});

// -- findings: one stop for the Tab key, arrows go on from there --
const told = [...found.querySelectorAll("li a")];
const roveFinding = (link) => told.forEach((other) => { other.tabIndex = other === link ? 0 : -1; });
roveFinding(told[0]);
found.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  let at = told.indexOf(event.target);
  if (!by || at < 0) return;
  event.preventDefault();
  do at += by; while (told[at] && !told[at].offsetParent);
  if (!told[at]) return;
  roveFinding(told[at]);
  told[at].focus();
});
found.addEventListener("focusin", (event) => { if (told.includes(event.target)) roveFinding(event.target); });

// -- severities --
for (const button of found.querySelectorAll("[data-severity]")) {
  button.addEventListener("click", () => {
    press(button, !pressed(button));
    const off = [...found.querySelectorAll('[data-severity][aria-pressed="false"]')].map((b) => b.dataset.severity);
    found.dataset.off = off.join(" ");
    dump.dataset.off = off.join(" ");
    roveFinding(told.find((link) => link.offsetParent) ?? told[0]);
  });
}

// -- the width of the panes --
const split = document.getElementById("split");
const main = document.querySelector("main");
function widen(percent) {
  const width = Math.round(Math.min(80, Math.max(20, percent)));
  main.style.setProperty("--left", `${width}fr`);
  main.style.setProperty("--right", `${100 - width}fr`);
  split.setAttribute("aria-valuenow", width);
}
split.addEventListener("pointerdown", (event) => {
  split.setPointerCapture(event.pointerId);
  split.onpointermove = (move) => {
    const frame = main.getBoundingClientRect();
    widen((100 * (move.clientX - frame.left)) / frame.width);
  };
});
split.addEventListener("pointerup", () => { split.onpointermove = null; });
split.addEventListener("keydown", (event) => {
  const by = { ArrowLeft: -2, ArrowRight: 2, Home: -100, End: 100 }[event.key];
  if (!by) return;
  event.preventDefault();
  widen(Number(split.getAttribute("aria-valuenow")) + by);
});

// -- one pane at a time --
for (const button of document.querySelectorAll("#show button")) {
  button.addEventListener("click", () => showPane(button.dataset.to));
}

// -- keys that work everywhere --
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); query.focus(); query.select(); }
  else if (event.key === "Escape" && kept !== null) keep(null, null);
});

go(location.hash);
