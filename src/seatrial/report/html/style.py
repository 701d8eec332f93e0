"""The look of the page: one style sheet for light and dark, for a wide window, a telephone and paper; in the colours of all our pages."""

from seatrial.index.style import PALETTE

COLOURS = """
:root { --bad: #b3261e; --bar: #2f6f9f; }
@media (prefers-color-scheme: dark) {
  :root { --bad: #ff9b8f; --bar: #5aa2d6; }
}
"""
"""What the shared palette lacks."""
LOOK = """
* { box-sizing: border-box; }
html { scroll-behavior: auto; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
code, .name { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace; font-size: .9em; unicode-bidi: isolate; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; box-shadow: 0 0 0 2px var(--paper); border-radius: .25rem; }
.wide { max-width: 62rem; margin: 0 auto; padding: 0 1.5rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100rem; top: 0; padding: .5rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { left: 0; }

header { background: var(--deep); color: var(--deep-ink); padding: 1.75rem 0 4.25rem; }
header p { margin: 0; }
.kind { color: var(--deep-soft); font-size: .9rem; }
h1 { margin: .1rem 0 .9rem; font-size: clamp(1.6rem, 4.5vw, 2.4rem); line-height: 1.2; font-weight: 650; letter-spacing: -.01em; }
.verdict { display: flex; gap: .75rem; align-items: flex-start; font-size: 1.15rem; line-height: 1.45; }
.verdict, .verdict.note { color: inherit; }
.verdict strong { font-weight: 550; color: var(--deep-ink); }
.verdict .sign { flex: none; width: 1.7rem; height: 1.7rem; border-radius: 50%; display: grid; place-items: center; font-size: .95rem; font-weight: 700; color: #fff; background: var(--round); }
.verdict.good { --round: #1a7f4b; } .verdict.bad { --round: #b3261e; } .verdict.warn { --round: #8a5a00; } .verdict.note { --round: #3d5a73; }
.about { color: var(--deep-soft); font-size: .93rem; margin-top: .8rem !important; max-width: 48rem; }

.tiles { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .75rem; margin-top: -2.75rem; }
.tiles a { display: block; height: 100%; padding: .7rem .95rem .8rem; background: var(--paper); color: inherit; border: 1px solid var(--line); border-radius: .6rem; text-decoration: none; }
.tiles a:hover { border-color: var(--link); }
.tiles .label { display: block; color: var(--soft); font-size: .8rem; }
.tiles b { font-weight: 600; }

main { padding-top: 1.5rem !important; padding-bottom: 2rem !important; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1.35rem 1.6rem 1.5rem; margin: 0 0 1.25rem; }
section > :last-child { margin-bottom: 0; }
section:target { border-color: var(--link); }
h2 { margin: 0 0 .3rem; font-size: 1.2rem; line-height: 1.35; font-weight: 650; }
h3 { margin: 1.4rem 0 .6rem; font-size: .95rem; font-weight: 600; color: var(--soft); }
h3:not(.name)::first-letter, dt::first-letter { text-transform: uppercase; }
h4 { margin: 0; font-size: 1rem; line-height: 1.45; font-weight: 600; }
.lead { margin: 0 0 1rem; color: var(--soft); font-size: .9rem; max-width: 48rem; }
.id { color: var(--soft); font-size: .78rem; font-weight: 400; white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .dim { color: var(--soft); } .note { color: inherit; }
.sign { display: inline-block; width: 1.35em; font-weight: 700; }
.message, blockquote { white-space: pre-line; }
dl { margin: .7rem 0 0; }
dl > div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .15rem 1rem; align-items: baseline; padding: .2rem 0; }
dt { color: var(--soft); font-size: .9rem; }
dd { margin: 0; }
dd p { margin: 0 0 .35rem; }
.command { display: inline-block; padding: .3rem .65rem; background: var(--code); border-radius: .4rem; user-select: all; }
section code { background: var(--code); border-radius: .25rem; padding: .08em .3em; }
section .id, .digest code { background: none; padding: 0; }
#problem { border-left: .3rem solid var(--bad); }
#problem .mark { color: inherit; font-weight: inherit; }
#problem .sign { color: var(--bad); }

.checks, .plan { margin: .4rem 0 0; padding: 0; list-style: none; }
.checks li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; padding: .38rem 0; border-top: 1px solid var(--line); }
.checks li:first-child { border-top: 0; }
.checks .mark { display: flex; }
.checks .sign { flex: none; width: 1.6em; }
.checks .what { color: var(--ink); }
.checks .dim .what { color: var(--soft); }
.checks .state { color: var(--soft); font-size: .9rem; text-align: right; }
.remark { margin: .7rem 0 0; }
.remark::first-letter { text-transform: uppercase; }
.under { margin: .1rem 0 0; grid-column: 1 / -1; color: var(--soft); font-size: .9rem; }
.checks .under { padding-left: 1.6rem; }
.plan { list-style: decimal; padding-left: 1.4rem; }
.plan li { padding: .25rem 0; }

table { width: 100%; border-collapse: collapse; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .55rem 1rem .55rem 0; border-top: 1px solid var(--line); font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { overflow-wrap: normal; border-top: 0; padding-top: 0; color: var(--soft); font-size: .82rem; }
.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
.digest { display: block; margin-top: .1rem; color: var(--soft); font-size: .78rem; }
.digest code { user-select: all; word-break: break-all; }
.mark { font-weight: 500; }
td .mark { white-space: nowrap; }
.told th, .told td { padding-bottom: .2rem; }
.below td { border-top: 0; padding-top: 0; }
.below .under { padding-left: .9rem; }
blockquote { margin: .3rem 0 0; padding: .1rem 0 .1rem .7rem; border-left: .2rem solid var(--line); font-size: .9rem; color: var(--ink); }
blockquote b { color: var(--soft); font-weight: 500; }

.finding { padding: .8rem 1rem .9rem; margin: .7rem 0 0; border: 1px solid var(--line); border-left: .3rem solid var(--line); border-radius: .5rem; }
.finding.bad { border-left-color: var(--bad); } .finding.warn { border-left-color: var(--warn); } .finding.note { border-left-color: var(--bar); }
.finding { color: inherit; }
.finding .mark { color: inherit; font-weight: 600; }
.finding.bad .sign { color: var(--bad); } .finding.warn .sign { color: var(--warn); }
.finding h4 + .reason { margin: .2rem 0 0; }
.messages ul { margin: 0; padding: 0; list-style: none; }
.messages p { margin: .35rem 0 0; }
.message + .message { margin-top: 0; }
.messages > ul > li + li { margin-top: .5rem; }
.places { display: flex; flex-wrap: wrap; gap: .25rem .4rem; margin-top: .3rem !important; font-size: .88rem; }
.message code.good, .message code.bad { background: none; padding: 0; white-space: pre-wrap; }
.more { color: var(--soft); }
.reason { color: var(--soft); }
summary { cursor: pointer; }
.ignored { margin-top: 1.2rem; }
.ignored > summary { color: var(--soft); font-weight: 600; font-size: .95rem; }
.ignored > summary::first-letter { text-transform: uppercase; }
.plain { list-style: none; margin: 0; padding: 0; }
.plain li { padding: .05rem 0; }

.total { margin: .9rem 0 .3rem; color: var(--soft); font-size: .9rem; }
.total::first-letter { text-transform: uppercase; }
.tree, .tree ul { list-style: none; margin: 0; padding: 0; font-size: .93rem; }
.tree ul { font-size: inherit; margin-left: .42rem; padding-left: 1rem; border-left: 1px solid var(--line); }
.tree summary, .tree .leaf { display: flex; align-items: baseline; gap: 1rem; padding: .14rem .25rem; border-radius: .25rem; }
.tree summary::before { content: "▸"; flex: none; width: 1rem; margin-right: -.9rem; color: var(--soft); }
.tree details[open] > summary::before { content: "▾"; }
.tree summary::-webkit-details-marker { display: none; }
.tree summary:hover, .tree .leaf:hover { background: var(--code); }
.tree summary .name { font-weight: 600; padding-left: .1rem; }
.tree .leaf .name { padding-left: .1rem; }
.tree .name { flex: 1; min-width: 0; }
.tree .count { color: var(--soft); font-size: .85em; white-space: nowrap; }
.tree .size { flex: none; min-width: 4.6rem; text-align: right; color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
.tree i { flex: 1; color: var(--soft); }

.steps th:first-child { width: 56%; }
.changes th:first-child { width: 11rem; }
.changes tbody th::first-letter { text-transform: uppercase; }
.took { display: flex; gap: .75rem; align-items: center; }
.bar { flex: 1; min-width: 4rem; background: var(--code); border-radius: 2px; }
.bar svg { display: block; }
.bar rect { fill: var(--bar); }
.seconds { flex: none; min-width: 3.6rem; text-align: right; font-variant-numeric: tabular-nums; }

footer { color: var(--soft); font-size: .85rem; padding: .25rem 0 2.5rem; }
footer p { margin: 0; }

@media (max-width: 40rem) {
  .wide { padding: 0 1rem; }
  section { padding: 1.1rem 1rem 1.2rem; }
  dl > div { grid-template-columns: minmax(0, 1fr); }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, tbody th, td { display: block; }
  tbody tr { padding: .6rem 0; border-top: 1px solid var(--line); }
  tbody tr:first-child { border-top: 0; }
  tbody th, td { border: 0; padding: .12rem 0; }
  td::before { content: attr(data-label); display: inline-block; min-width: 7rem; margin-right: .5rem; color: var(--soft); font-size: .85rem; }
  td:empty, .steps td::before, .below td::before { display: none; }
  .steps tbody tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 1rem; }
  .steps tbody th:first-child, .changes tbody th:first-child { width: auto; }
  .steps td:last-child { grid-column: 1 / -1; }
  .told { padding-bottom: 0 !important; }
  tbody .below { border-top: 0; padding-top: 0; }
  .tree .count { display: none; }
  .tree ul { margin-left: .3rem; padding-left: .6rem; }
}
@media print {
  :root { --ground: #fff; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #fff; --deep: #fff; --deep-ink: #000; --deep-soft: #444; --link: #000; --good: #1a7f4b; --warn: #8a5a00; --bad: #b3261e; --bar: #2f6f9f; }
  body { font-size: 10pt; }
  .wide { max-width: none; padding: 0; }
  header { padding: 0 0 .5rem; }
  .verdict .sign { border: 1pt solid; color: #000; background: none; }
  nav, .skip { display: none; }
  section { border: 0; border-top: 1pt solid #000; border-radius: 0; padding: .8rem 0 0; }
  #problem { padding-left: .8rem; }
  article, tr, .checks li, .lead, dl > div { break-inside: avoid; }
  h2, h3, h4, .lead { break-after: avoid; }
  details::details-content { content-visibility: visible; }
}
"""
STYLE = PALETTE + COLOURS + LOOK
