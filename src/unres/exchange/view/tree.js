"use strict";
// The tree, as the ARIA tree pattern says: one row has the focus, arrows move it, left and
// right close and open. Rows are a flat list; a closed row hides the numbers up to its last.

const rows = [...tree.querySelectorAll('[role="treeitem"]')];
const placeOf = new Map(rows.map((row, place) => [row, place]));
const levelOf = (row) => Number(row.getAttribute("aria-level"));
const isOpen = (row) => row.getAttribute("aria-expanded") === "true";
const isParent = (row) => row.hasAttribute("aria-expanded");
const showing = (row) => !row.hidden && !row.classList.contains("gone");

const parents = new Map();
for (const row of rows) {
  let above = rows[placeOf.get(row) - 1] ?? null;
  while (above && levelOf(above) >= levelOf(row)) above = parents.get(above);
  parents.set(row, above);
}
const parentOf = (row) => parents.get(row);

/** Open or close rows, then hide what stands below a closed one: one pass over all. */
function setOpen(changed, open) {
  for (const row of changed) if (isParent(row)) row.setAttribute("aria-expanded", String(open));
  let hiddenTo = -1;
  for (const row of rows) {
    const n = Number(row.dataset.n);
    row.hidden = n <= hiddenTo;
    if (!row.hidden && isParent(row) && !isOpen(row)) hiddenTo = Number(row.dataset.last);
  }
  if (!showing(focused)) roveTo(rows.findLast((row, place) => place < placeOf.get(focused) && showing(row)) ?? rows[0]);
}

/** Open all that hides a row. */
function reveal(row) {
  const above = [];
  for (let parent = parentOf(row); parent; parent = parentOf(parent)) if (!isOpen(parent)) above.push(parent);
  if (above.length) setOpen(above, true);
}

/** The row of a node, or the closed one that holds it. */
function visibleRow(n) {
  let row = rowOf(n).closest('[role="treeitem"]');
  while (row.hidden) row = parentOf(row);
  return row;
}

let focused = rows[0];
/** Make a row the one that the Tab key reaches. */
function roveTo(row) {
  focused.tabIndex = -1;
  focused = row;
  focused.tabIndex = 0;
}

function focusRow(row) {
  if (!row) return;
  roveTo(row);
  row.focus({ preventScroll: true });
  bring(row, tree);
  point(Number(row.dataset.n), tree);
}

function neighbour(row, by) {
  let place = placeOf.get(row) + by;
  while (rows[place] && !showing(rows[place])) place += by;
  return rows[place];
}

let typed = "", typing;
/** The next row whose text begins with what is being typed. */
function typeAhead(letter) {
  clearTimeout(typing);
  typing = setTimeout(() => { typed = ""; }, 600);
  typed += letter.toLowerCase();
  const begin = placeOf.get(focused) + (typed.length === 1 ? 1 : 0);
  const order = [...rows.slice(begin), ...rows.slice(0, begin)];
  const starts = (row) => row.textContent.trimStart().toLowerCase().startsWith(typed)
    || row.querySelector(".t").textContent.toLowerCase().startsWith(typed);
  focusRow(order.find((row) => showing(row) && starts(row)));
}

function open(row) {
  if (isParent(row) && !isOpen(row)) setOpen([row], true);
  else if (isParent(row)) focusRow(neighbour(row, 1));
}

function shut(row) {
  if (isParent(row) && isOpen(row)) setOpen([row], false);
  else focusRow(parentOf(row));
}

function enter(row) {
  const n = Number(row.dataset.n);
  if (kept !== n) return keep(n, tree);
  showPane("dump");
  bringPiece(n);
  dump.focus({ preventScroll: true });
}

const [FORWARD, BACK] = tree.dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
const KEYS = {
  ArrowDown: (row) => focusRow(neighbour(row, 1)),
  ArrowUp: (row) => focusRow(neighbour(row, -1)),
  [FORWARD]: open,
  [BACK]: shut,
  Home: () => focusRow(rows.find(showing)),
  End: () => focusRow(rows.findLast(showing)),
  Enter: enter,
  " ": (row) => keep(Number(row.dataset.n), tree),
  "*": (row) => setOpen(rows.filter((other) => parentOf(other) === parentOf(row)), true),
};

tree.addEventListener("keydown", (event) => {
  const row = event.target.closest('[role="treeitem"]');
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  if (KEYS[event.key]) KEYS[event.key](row);
  else if (event.key.length === 1 && event.key !== "/") typeAhead(event.key);
  else return;
  event.preventDefault();
});

tree.addEventListener("click", (event) => {
  const row = event.target.closest('[role="treeitem"]');
  if (!row || String(getSelection())) return;
  roveTo(row);
  row.focus({ preventScroll: true });
  if (event.target.closest(".tw")) return setOpen([row], !isOpen(row));
  const n = numberAt(event.target);
  keep(n === kept ? null : n, tree);
});

document.getElementById("open").addEventListener("click", () => setOpen(rows, true));
document.getElementById("close").addEventListener("click", () => setOpen(rows.slice(1), false));

rows[0].tabIndex = 0;
setOpen([], true);
