"use strict";
// The two panes: which piece of the dump belongs to which row of the tree, and showing one in
// the other. Rows and pieces bear the same number (`data-n`); all below a row are the numbers
// up to its `data-last`.

const dump = document.getElementById("dump");
const tree = document.getElementById("tree");
const found = document.getElementById("found");
const detail = document.getElementById("detail");
const said = document.getElementById("said");
const hint = detail.firstElementChild;
// How long a pointer rests before the other pane moves, in ms.
const DWELL = 120;

// NUL and lone surrogates cannot be written in HTML: here they come back.
for (const held of document.querySelectorAll("[data-c]")) {
  held.textContent = held.dataset.c.split(" ").map((c) => String.fromCodePoint(parseInt(c, 16))).join("");
}

const names = Object.fromEntries([...document.querySelectorAll("[data-kind]")].map(
  (button) => [button.dataset.kind, button.querySelector(".name").textContent]));

const rowOf = (n) => document.getElementById(`node-${n}`);
const lastOf = (n) => Number(rowOf(n)?.dataset.last ?? n);
const lineOf = (piece) => Number(piece.closest(".l").dataset.l);

let pieces, begins;
/** Go through the dump once: the pieces of each node, and where each node begins. */
function index() {
  pieces = [];
  begins = [];
  for (const piece of dump.querySelectorAll("[data-n]")) {
    const own = (pieces[piece.dataset.n] ??= []);
    if (!own.length) begins.push(piece);
    own.push(piece);
  }
}

const ownPieces = (n) => { if (!pieces) index(); return pieces[n] ?? []; };

/** The pieces of a node and of all below it, in the tree's order. */
function piecesOf(n) {
  const own = ownPieces(n), last = lastOf(n);
  return last === n ? own : pieces.slice(n, last + 1).flat();
}

// A whole part of a long dump has thousands of pieces: those out of sight wait until their
// block comes near.
const MANY = 400;
const near = new WeakSet();
const blockOf = (piece) => piece.closest(".seg, .k");
const nearing = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    if (!isIntersecting) near.delete(target);
    else if (!near.has(target)) {
      near.add(target);
      for (const [name, { n, all }] of Object.entries(shining)) if (!all) light(name, piecesIn(target, n));
    }
  }
}, { root: dump, rootMargin: "100% 0px" });
for (const block of dump.querySelectorAll(".k, .seg")) nearing.observe(block);

function piecesIn(block, n) {
  const last = lastOf(n);
  return [...block.querySelectorAll("[data-n]")].filter(({ dataset }) => dataset.n >= n && dataset.n <= last);
}

const shining = { lit: { n: null, all: true, elements: [] }, kept: { n: null, all: true, elements: [] } };

function light(name, elements) {
  for (const element of elements) element.classList.add(name);
  shining[name].elements.push(...elements);
}

/** Put one of the classes `lit` and `kept` on a node's pieces and row, and on nothing else. */
function shine(name, n) {
  for (const element of shining[name].elements) element.classList.remove(name);
  shining[name] = { n, all: true, elements: [] };
  if (n === null) return;
  const own = piecesOf(n);
  shining[name].all = own.length <= MANY;
  light(name, shining[name].all ? own : own.filter((piece) => near.has(blockOf(piece))));
  light(name, [rowOf(n), visibleRow(n)]);
}

function inSight(element, pane) {
  const box = element.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  return box.top >= frame.top && Math.min(box.bottom, box.top + 60) <= frame.bottom;
}

/** Scroll a pane so that an element is in sight; nothing moves if it is. */
function bring(element, pane) {
  if (element && pane.offsetParent !== null && !inSight(element, pane)) {
    element.scrollIntoView({ block: "center", inline: "nearest" });
  }
}

function bringPiece(n) { bring(piecesOf(n)[0], dump); }
function bringRow(n) { bring(visibleRow(n), tree); }

let hovered = null, dwelling;
/** Show what belongs to a node while it is pointed at or has the focus. */
function point(n, from) {
  if (n === hovered) return;
  hovered = n;
  shine("lit", n);
  tell(n ?? kept);
  clearTimeout(dwelling);
  if (n !== null) dwelling = setTimeout(() => (from === dump ? bringRow(n) : bringPiece(n)), DWELL);
}

/** Write where the reader is into the address; a page inside another may be refused that. */
function address(how, hash) {
  try { history[how](null, "", hash); } catch { /* the page works without */ }
}

let kept = null, selected = null;
/** Keep a node shown in both panes until another is kept or it is let go. */
function keep(n, from) {
  kept = n;
  selected?.setAttribute("aria-selected", "false");
  if (n !== null) {
    const row = rowOf(n).closest('[role="treeitem"]');
    reveal(row);
    row.setAttribute("aria-selected", "true");
    selected = row;
    roveTo(row);
    address("replaceState", `#node-${n}`);
  }
  clearTimeout(dwelling);
  shine("kept", n);
  tell(n);
  said.textContent = n === null ? "" : detail.textContent;
  if (n === null) return;
  if (from !== tree) bringRow(n);
  if (from !== dump) bringPiece(n);
}

/** Lines in words: neighbours as a range, each range a link. */
function ranges(lines) {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  const out = [];
  for (const line of sorted) {
    const open = out.at(-1);
    if (open && open[1] === line - 1) open[1] = line;
    else out.push([line, line]);
  }
  return out;
}

/** From the first line to the last of what is neither of one kind nor in one place. */
function hull(all) {
  const first = all.reduce((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? b : a));
  const last = all.reduce((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? b : a));
  return [[lineOf(first), lineOf(last)]];
}

function span(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function link(hash, text) {
  const element = document.createElement("a");
  element.href = hash;
  element.textContent = text;
  return element;
}

let markers;
/** The markers in the tree that mean a footnote. */
function markersOf(n) {
  if (!markers) {
    markers = new Map();
    for (const marker of tree.querySelectorAll("sup[data-to]")) {
      const to = Number(marker.dataset.to);
      markers.set(to, [...(markers.get(to) ?? []), marker]);
    }
  }
  return markers.get(n) ?? [];
}

/** What a node is and where its characters stand, on the line at the foot. */
function tell(n) {
  if (n === null) return detail.replaceChildren(hint);
  const element = rowOf(n), row = element.closest('[role="treeitem"]');
  const kind = element.classList[0] === "group" ? "" : (names[element.classList[0]] ?? "");
  const label = element === row ? (row.querySelector("b")?.textContent ?? "") : element.textContent;
  const own = ownPieces(n), all = own.length ? own : piecesOf(n);
  const places = own.length || !all.length ? ranges(own.map(lineOf)) : hull(all);
  const where = span("where", places.length ? (places.length > 1 || places[0][0] !== places[0][1] ? "lines " : "line ") : "");
  places.slice(0, 4).forEach(([low, high], i) => {
    if (i) where.append(", ");
    where.append(link(`#line-${low}`, low === high ? `${low}` : `${low}–${high}`));
  });
  if (places.length > 4) where.append(` and ${places.length - 4} more`);
  const parts = [span("kind", [kind, label].filter(Boolean).join(" ")), where];
  if (element.dataset.to) parts.push(link(`#node-${element.dataset.to}`, `footnote ${label}`));
  for (const marker of markersOf(n)) {
    parts.push(link(`#node-${marker.dataset.n}`, `marker ${marker.textContent}`));
  }
  if (element === row) {
    const words = span("words", row.querySelector(".t:not(.peek)")?.textContent.slice(0, 300));
    words.dir = "auto";
    parts.push(words);
  }
  detail.replaceChildren(...parts);
}

const numberAt = (target) => {
  const element = target.closest?.("[data-n]");
  return element ? Number(element.dataset.n) : null;
};

for (const pane of [dump, tree]) {
  pane.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") point(numberAt(event.target), pane);
  });
  pane.addEventListener("pointerleave", () => point(null, pane));
}

dump.addEventListener("click", (event) => {
  if (event.target.closest("a") || String(getSelection())) return;
  const n = numberAt(event.target);
  if (n !== null) keep(n === kept ? null : n, dump);
});

/** The place among `begins` of the first that is in sight. */
function firstBegin() {
  const top = dump.getBoundingClientRect().top;
  const block = [...dump.querySelectorAll(".k")].find((part) => part.getBoundingClientRect().bottom > top);
  return begins.findIndex((piece) => block.contains(piece) && inSight(piece, dump));
}

/** From node to node in the order of the dump. */
function step(by) {
  const own = kept === null ? [] : piecesOf(kept);
  if (!pieces) index();
  const at = own.length ? begins.indexOf(own[0]) + by : Math.max(firstBegin(), 0);
  const piece = begins[at];
  if (!piece) return;
  keep(Number(piece.dataset.n), dump);
  bring(piece, dump);
}

dump.addEventListener("keydown", (event) => {
  if (event.target !== dump || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown") step(1);
  else if (event.key === "ArrowUp") step(-1);
  else if (event.key === "Enter" && kept !== null) { showPane("tree"); focusRow(rowOf(kept).closest('[role="treeitem"]')); }
  else return;
  event.preventDefault();
});

/** Go where the address points: `#line-123`, `#finding-3`, `#node-17`. */
function go(hash) {
  for (const old of document.querySelectorAll(".sought, .now")) old.classList.remove("sought", "now");
  const target = document.getElementById(hash.slice(1));
  if (!target) return;
  if (target.matches(".l")) seek(target);
  else if (target.matches("#found li")) {
    const line = document.getElementById(`line-${target.dataset.line}`);
    showPane("dump");
    seek(line, dump.querySelector(`u[data-f="${target.id.slice(8)}"]`));
    target.scrollIntoView({ block: "nearest" });
    detail.prepend(span(`wrong ${target.className}`, target.querySelector(".message").textContent));
    target.classList.add("now");
  } else if (target.dataset.n) keep(Number(target.dataset.n), null);
}

function seek(line, at) {
  showPane("dump");
  line.classList.add("sought");
  (at ?? line).scrollIntoView({ block: "center" });
  const piece = at?.closest("[data-n]") ?? line.querySelector("[data-n]");
  if (!piece) return;
  shine("lit", Number(piece.dataset.n));
  tell(Number(piece.dataset.n));
  bringRow(Number(piece.dataset.n));
}

document.addEventListener("click", (event) => {
  const item = event.target.closest("#found li a, #detail a, a.m");
  if (!item) return;
  event.preventDefault();
  const hash = item.closest("#found li") ? `#${item.closest("li").id}` : item.getAttribute("href");
  if (location.hash !== hash) address("pushState", hash);
  go(hash);
  // On a phone a mark leads to the list, as the list leads to the dump.
  if (item.matches("a.m")) showPane("found");
});
addEventListener("hashchange", () => go(location.hash));

/** On a phone one pane shows: `dump`, `tree` or `found`. */
function showPane(name) {
  document.body.dataset.show = name;
  for (const button of document.querySelectorAll("#show button")) {
    button.setAttribute("aria-pressed", String(button.dataset.to === name));
  }
}
