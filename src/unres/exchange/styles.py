"""The style sheet of plain pages: light, dark and print; sides by reading direction."""

from __future__ import annotations

#: Colours of both schemes reach 7:1 for text, 4.5:1 for what is muted.
_COLOURS = """\
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfdfb; --muted: #595959;
  --line: #c9c9c4; --link: #0b4f8a; --odd: #8a1c1c; --new: #0f5223; --old-paper: #fbe9e7;
  --new-paper: #e3f3e6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e2; --paper: #16181b; --muted: #a3a5a8;
  --line: #45484d; --link: #8fc4f5; --odd: #ff9d94; --new: #8fdba4; --old-paper: #3a1f1e;
  --new-paper: #183122; } }
"""

_COMMON = """\
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Georgia, "Times New Roman", "Noto Serif", serif; }
:lang(ar) body { font-family: "Noto Naskh Arabic", "Amiri", "Traditional Arabic", serif;
  line-height: 1.9; }
:lang(zh) body { font-family: "Noto Serif CJK SC", "Songti SC", SimSun, serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
p, h1, h2, h3, h4, h5, h6, li, dd, td, th { overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; text-wrap: balance; }
h1 { font-size: 1.5rem; margin: 1.5rem 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; }
h3, h4, h5, h6 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p { margin: 0 0 .9rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { background: color-mix(in srgb, var(--link) 18%, transparent); }
"""

#: A resolution.
PAGE = (
    _COLOURS
    + _COMMON
    + """\
.masthead { margin: 0; padding: .75rem 0; border-block: 1px solid var(--line);
  font-size: .9375rem; }
.masthead div { display: grid; grid-template-columns: 9.5rem 1fr; column-gap: 1rem; }
.masthead dt { color: var(--muted); }
.masthead dd { grid-column: 2; min-width: 0; margin: 0; }
ol { list-style: none; margin: 0; padding: 0; }
.points { padding-inline-start: 2rem; }
.points > li { padding-inline-start: 2.5rem; }
.points > li > p:first-child { text-indent: -2.5rem; }
.label { display: inline-block; min-width: 2.25rem; text-indent: 0; unicode-bidi: isolate; }
.number { unicode-bidi: isolate; }
sup { font-size: .7em; line-height: 0; } sup a { padding: .3em .15em; }
.lost, .unparsed { color: var(--odd); }
.unparsed { border-inline-start: 3px solid var(--odd); padding-inline-start: .75rem; }
.annex, .part { border-block-start: 1px solid var(--line); margin-block-start: 2.5rem; }
.table { overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; font-size: .9375rem; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: start;
  vertical-align: top; }
.adoption { text-align: end; font-style: italic; }
:lang(ar) .adoption, :lang(zh) .adoption { font-style: normal; }
.footnotes { margin-block-start: 2.5rem; border-block-start: 1px solid var(--line);
  font-size: .9375rem; }
.footnotes li { margin-block-end: .5rem; }
@media (max-width: 30rem) { main { padding: 1rem 1rem 3rem; } .masthead div { display: block;
  margin-block-end: .5rem; } .points { padding-inline-start: .5rem; } }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --muted: #333; --link: #000;
  --line: #999; --odd: #000; } body { font-size: 11pt; } main { max-width: none; padding: 0; }
  a { text-decoration: none; } [role=doc-backlink] { display: none; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; } li, tr { break-inside: avoid-page; }
  .table { overflow: visible; } }
"""
)

#: Two resolutions compared.
CHANGES = (
    _COLOURS
    + _COMMON
    + """\
main { max-width: 56rem; }
h3 { font-size: 1rem; margin: 0 0 .4rem; } h3 small { font-weight: normal; color: var(--muted); }
:lang(ar) { font-family: "Noto Naskh Arabic", "Amiri", "Traditional Arabic", serif; }
:lang(zh) { font-family: "Noto Serif CJK SC", "Songti SC", SimSun, serif; }
dl { margin: 0 0 1rem; } dl div { display: flex; gap: 1rem; } dt { color: var(--muted); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.summary { font-weight: bold; }
del { color: var(--odd); background: var(--old-paper); text-decoration: line-through; }
ins { color: var(--new); background: var(--new-paper); text-decoration: underline;
  text-decoration-thickness: .08em; text-underline-offset: .2em; }
article { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line);
  border-inline-start: .3rem solid var(--muted); }
article.added { border-inline-start-color: var(--new); }
article.lost { border-inline-start-color: var(--odd); }
article.moved, article.split, article.joined { border-inline-start-color: var(--link); }
article p:last-child { margin: 0; } article ul { margin: 0 0 .5rem; padding-inline-start: 1.25rem; }
.same { color: var(--muted); margin: 1rem 0; } summary { cursor: pointer; padding: .25rem 0; }
.same p { margin: .75rem 0; }
nav ol { padding-inline-start: 2.5rem; }
.beside { display: grid; grid-template-columns: 1fr 1fr; gap: .25rem 1.5rem; }
.beside > div { min-width: 0; }
@media (max-width: 40rem) { main { padding: 1rem 1rem 3rem; }
  .beside { grid-template-columns: 1fr; } }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --muted: #333;
  --link: #000; --line: #999; } body { font-size: 11pt; } main { max-width: none; padding: 0; }
  nav { display: none; } article { break-inside: avoid-page; } }
"""
)
