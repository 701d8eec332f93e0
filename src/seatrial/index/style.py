"""The look of the embedded index's pages: one style sheet for light and dark, without anything from elsewhere."""

PALETTE = """
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --paper: #ffffff; --ink: #1d2733; --soft: #5a6775; --line: #dfe4ea; --link: #0b62a8;
  --deep: #123a5c; --deep-ink: #ffffff; --deep-soft: #c9dbea; --good: #1a7f4b; --warn: #8a5a00; --warn-ground: #fff4d6; --code: #eef1f5;
  --k: #8250df; --s: #0a6b3d; --c: #6a7480; --n: #0b5cad; --o: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10161d; --paper: #18212b; --ink: #e4eaf0; --soft: #9fb0c0; --line: #2b3845; --link: #6cb6ff;
    --deep: #0c2136; --deep-ink: #f1f6fb; --deep-soft: #a9c4dc; --good: #4ccb8a; --warn: #f2c260; --warn-ground: #33290f; --code: #223040;
    --k: #c79bff; --s: #7ddba4; --c: #8b9aa8; --n: #79c0ff; --o: #ff9b8f;
  }
}
"""
"""Colours by their use, for every page that seatrial draws."""
STYLE = (
    PALETTE
    + """\
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 system-ui, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
code, pre, .mono { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace; font-size: .9em; }
.wide { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
.bar { background: var(--deep); color: var(--deep-soft); font-size: .9rem; }
.bar .wide { display: flex; gap: 1.25rem; align-items: center; min-height: 3rem; }
.bar a { color: var(--deep-ink); }
.bar .right { margin-left: auto; }
.notice { background: var(--warn-ground); color: var(--warn); border-bottom: 1px solid var(--line); }
.notice .wide { padding-top: .6rem; padding-bottom: .6rem; }
header.project { background: var(--deep); color: var(--deep-ink); padding: 1.5rem 0 2.25rem; }
header.project .wide { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-end; }
header.project h1 { margin: 0; font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.2; overflow-wrap: anywhere; }
header.project h1 small { font-weight: 400; color: var(--deep-soft); font-size: .7em; }
header.project .when { color: var(--deep-soft); margin: .35rem 0 0; }
header.project .side { margin-left: auto; text-align: right; }
.install { display: inline-block; margin: .8rem 0 0; padding: .55rem .9rem; border: 1px solid #ffffff40; border-radius: .5rem; background: #00000040; user-select: all; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: .15rem .75rem; border-radius: 1rem; border: 1px solid currentColor; font-size: .85rem; color: inherit; }
.badge.good { background: var(--good); border-color: transparent; color: #fff; }
@media (prefers-color-scheme: dark) { .badge.good { color: #06170e; } }
.summary { background: var(--paper); border-bottom: 1px solid var(--line); font-size: 1.1rem; }
.summary p { margin: 0; padding: 1rem 0; overflow-wrap: anywhere; }
.columns { display: grid; grid-template-columns: 16rem minmax(0, 1fr); gap: 2.5rem; padding-top: 2rem; padding-bottom: 4rem; }
@media (max-width: 52rem) { .columns { grid-template-columns: minmax(0, 1fr); } .columns aside { order: 2; } header.project .side { margin-left: 0; text-align: left; } }
.columns.one { grid-template-columns: minmax(0, 1fr); }
aside h2, section > h2 { font-size: 1.05rem; margin: 0 0 .6rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
aside section { margin-bottom: 1.8rem; font-size: .93rem; overflow-wrap: anywhere; }
aside ul { list-style: none; margin: 0; padding: 0; }
aside li { margin: .3rem 0; }
aside li strong { font-weight: 600; font-size: .88rem; }
aside li ul { margin: 0 0 .6rem; padding-left: .9rem; }
aside li li { margin: .1rem 0; }
aside dt { color: var(--soft); font-size: .82rem; margin-top: .6rem; }
aside dd { margin: 0; }
main > section { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem 1.75rem; margin-bottom: 1.75rem; }
main > section > h2 { margin-bottom: 1.1rem; color: var(--soft); font-weight: 600; }
.box { background: var(--warn-ground); border: 1px solid var(--line); border-left: .25rem solid var(--warn); border-radius: .5rem; padding: .25rem 1.1rem; margin-bottom: 1.25rem; overflow-wrap: anywhere; }
.box ul { padding-left: 1.1rem; }
.box pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .9rem .5rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; font-size: .82rem; }
.table td:not(:first-child) { white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
td .hash { display: block; color: var(--soft); font-size: .75rem; overflow-wrap: anywhere; user-select: all; }
td .here { color: var(--soft); }
pre { background: var(--code); border-radius: .5rem; padding: .9rem 1rem; overflow-x: auto; line-height: 1.45; }
pre.raw { white-space: pre-wrap; overflow-wrap: anywhere; }
.prose { overflow-wrap: anywhere; }
.prose :not(pre) > code { background: var(--code); border-radius: .3rem; padding: .1em .35em; }
.prose span.literal, .prose tt { background: var(--code); border-radius: .3rem; padding: .1em .35em; font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace; font-size: .9em; }
.prose .admonition { border-left: .25rem solid var(--link); background: var(--code); border-radius: .5rem; padding: .1rem 1rem; margin: 1rem 0; }
.prose .admonition-title { font-weight: 600; }
.prose img { max-width: 100%; height: auto; }
.prose h1, .prose h2 { border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
.prose h1, .prose h2, .prose h3, .prose h4 { line-height: 1.3; margin: 1.6em 0 .6em; }
.prose > :first-child { margin-top: 0; }
.prose blockquote { margin: 1rem 0; padding: 0 1rem; color: var(--soft); border-left: .25rem solid var(--line); }
.prose table { width: auto; margin: 1rem 0; }
.prose th, .prose td { border: 1px solid var(--line); padding: .35rem .75rem; }
.prose .k, .prose .kn, .prose .kd, .prose .kc, .prose .ow { color: var(--k); }
.prose .s, .prose .s1, .prose .s2, .prose .sd, .prose .sb { color: var(--s); }
.prose .c, .prose .c1, .prose .cm, .prose .ch { color: var(--c); font-style: italic; }
.prose .nf, .prose .nc, .prose .nn, .prose .nb, .prose .nt { color: var(--n); }
.prose .o, .prose .mi, .prose .mf, .prose .nd { color: var(--o); }
.cards { display: grid; gap: .75rem; padding: 0; margin: 1.25rem 0 3rem; list-style: none; }
.cards a { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: .9rem 1.25rem; color: inherit; overflow-wrap: anywhere; }
.cards a:hover, .cards a:focus-visible { border-color: var(--link); text-decoration: none; }
.cards strong { font-size: 1.1rem; color: var(--link); }
.cards span { color: var(--soft); }
.cards .right { margin-left: auto; }
.empty { color: var(--soft); padding: 2rem 0 .5rem; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; padding: 1.25rem 0 2rem; }
"""
)
