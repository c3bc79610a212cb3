"use strict";
// Search: one expression over the text of the dump and one over the text of the tree. Matches
// are painted with the CSS Custom Highlight API, so that no element changes; where a browser
// has none, the current match is still brought into sight.

const query = document.getElementById("query");
const hits = document.getElementById("hits");
// So many matches are painted; all are counted.
const PAINTED = 2000;
const paints = "highlights" in CSS;

/** The text below an element and where each text node of it begins; built once. */
class Corpus {
  constructor(pane, { skip, apart }) {
    this.pane = pane;
    this.nodes = [];
    this.starts = [];
    const parts = [];
    let length = 0, unit = null;
    const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (skip && node.parentElement.closest(skip)) continue;
      const now = apart ? node.parentElement.closest(apart) : null;
      // A separator that no query matches keeps a match inside its row.
      if (apart && now !== unit) { parts.push("\u0000"); length += 1; unit = now; }
      this.nodes.push(node);
      this.starts.push(length);
      parts.push(node.data);
      length += node.data.length;
    }
    this.text = parts.join("");
  }

  /** The text node and offset of a place in the text. */
  at(offset, end) {
    let low = 0, high = this.nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] < offset || (!end && this.starts[middle] === offset)) low = middle;
      else high = middle - 1;
    }
    return [this.nodes[low], Math.min(offset - this.starts[low], this.nodes[low].data.length)];
  }

  /** A match as a range that does not follow changes: thousands of live ones would slow them. */
  range([start, stop]) {
    const [startContainer, startOffset] = this.at(start, false);
    const [endContainer, endOffset] = this.at(stop, true);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  live(match) {
    const { startContainer, startOffset, endContainer, endOffset } = this.range(match);
    const range = document.createRange();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    return range;
  }
}

const sides = {
  dump: { pane: dump, options: {}, matches: [], now: -1 },
  tree: { pane: tree, options: { skip: "sup, .peek", apart: '[role="treeitem"]' }, matches: [], now: -1 },
};
let scope = "dump";

/** White space in a query matches any: a phrase is found over the end of a line. */
function expression(words) {
  const escaped = words.trim().split(/\s+/u).map((word) => word.replace(/[\\^$.*+?()[\]{}|\/-]/gu, "\\$&"));
  return new RegExp(escaped.join("\\s+"), "giu");
}

function find(side, words) {
  side.now = -1;
  side.matches = [];
  if (!words.trim()) return;
  side.corpus ??= new Corpus(side.pane, side.options);
  for (const match of side.corpus.text.matchAll(expression(words))) {
    side.matches.push([match.index, match.index + match[0].length]);
  }
}

function paint() {
  if (!paints) return;
  const all = new Highlight();
  for (const side of Object.values(sides)) {
    for (const match of side.matches.slice(0, PAINTED)) all.add(side.corpus.range(match));
  }
  CSS.highlights.set("hit", all);
  paintNow();
}

function paintNow() {
  if (!paints) return;
  const { corpus, matches, now } = sides[scope];
  const current = now < 0 ? new Highlight() : new Highlight(corpus.range(matches[now]));
  current.priority = 1;
  CSS.highlights.set("now", current);
}

function count() {
  for (const button of document.querySelectorAll("[data-scope]")) {
    const side = sides[button.dataset.scope];
    button.setAttribute("aria-pressed", String(button.dataset.scope === scope));
    button.querySelector(".n").textContent = query.value.trim() ? side.matches.length : "";
  }
  const { matches, now } = sides[scope];
  hits.textContent = !query.value.trim() ? "" : !matches.length ? "no match"
    : now < 0 ? `${matches.length}` : `${now + 1} of ${matches.length}`;
}

function search() {
  for (const side of Object.values(sides)) find(side, query.value);
  const other = scope === "dump" ? "tree" : "dump";
  if (!sides[scope].matches.length && sides[other].matches.length) scope = other;
  paint();
  count();
  const side = sides[scope];
  if (side.matches.length) turn(firstInSight(side));
}

/** Index of the first match at or below the top of what is in sight, as editors do. */
function firstInSight(side) {
  const top = side.pane.getBoundingClientRect().top;
  const chunk = [...side.pane.querySelectorAll(".k")].find((part) => part.getBoundingClientRect().bottom > top);
  const start = chunk ? side.corpus.starts[side.corpus.nodes.findIndex((node) => chunk.contains(node))] : 0;
  const index = side.matches.findIndex(([from]) => from >= start);
  return Math.max(index, 0);
}

/** Make a match the current one, and show it in both panes. */
function turn(index) {
  const side = sides[scope];
  if (!side.matches.length) return;
  side.now = (index + side.matches.length) % side.matches.length;
  const range = side.corpus.live(side.matches[side.now]);
  const element = range.startContainer.parentElement;
  showPane(scope);
  if (scope === "tree") {
    const row = element.closest('[role="treeitem"]');
    // A row that the legend leaves out comes back when it is what was looked for.
    row.classList.remove("gone");
    reveal(row);
  }
  element.scrollIntoView({ block: "nearest" });
  const box = range.getBoundingClientRect(), frame = side.pane.getBoundingClientRect();
  if (box.top < frame.top + 20 || box.bottom > frame.bottom - 20) {
    side.pane.scrollTop += box.top - frame.top - frame.height / 3;
  }
  paintNow();
  count();
  const n = numberAt(element);
  if (n === null) return;
  shine("lit", n);
  tell(n);
  if (scope === "dump") bringRow(n);
  else bringPiece(n);
}

let waiting;
query.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 80);
});
query.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { query.value = ""; search(); dump.focus({ preventScroll: true }); event.stopPropagation(); }
});
document.getElementById("search").addEventListener("submit", (event) => event.preventDefault());
query.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  turn(sides[scope].now + (event.shiftKey ? -1 : 1));
});
document.getElementById("next").addEventListener("click", () => turn(sides[scope].now + 1));
document.getElementById("previous").addEventListener("click", () => turn(sides[scope].now - 1));
for (const button of document.querySelectorAll("[data-scope]")) {
  button.addEventListener("click", () => {
    scope = button.dataset.scope;
    turn(Math.max(sides[scope].now, 0));
    paintNow();
    count();
  });
}
