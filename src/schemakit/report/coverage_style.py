"""How the coverage page looks: dark and light, no scripts, nothing told by colour alone."""

from typing import Final

STYLE: Final = """\
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --panel: #ffffff; --text: #1f2328; --soft: #5c6570; --line: #dfe2e6; --code: #24292f;
  --alone: #1a7f4b; --together: #0b62c4; --dominated: #7a45c0; --impossible: #66707b; --open: #c02626; --unmet: #9a6200;
  --tip: #1f2328; --tip-text: #f3f5f7; --shadow: 0 6px 24px rgb(31 35 40 / 18%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --panel: #1b1f23; --text: #e4e8ec; --soft: #9aa5b1; --line: #30363d; --code: #d5dbe1;
    --alone: #4cc38a; --together: #6cb0ff; --dominated: #bf9bff; --impossible: #9aa5b1; --open: #ff7b72;
    --unmet: #e0a63b; --tip: #e9edf1; --tip-text: #1f2328; --shadow: 0 6px 24px rgb(0 0 0 / 55%);
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main, header, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .25rem 0; }
.soft { color: var(--soft); }
a { color: inherit; text-underline-offset: .2em; }
code, pre, .number { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace; }
.states {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(12.5rem, 1fr)); gap: .75rem; padding: 0;
  margin: 1.5rem 0;
}
.states li {
  list-style: none; background: var(--panel); border: 1px solid var(--line); border-left: .35rem solid var(--hue);
  border-radius: .5rem; padding: .7rem .9rem;
}
.states b { display: block; font-size: 1.5rem; line-height: 1.2; }
.states .name { color: var(--hue); font-weight: 600; }
.states p { font-size: .84rem; line-height: 1.35; }
.alone { --hue: var(--alone); } .together { --hue: var(--together); } .dominated { --hue: var(--dominated); }
.impossible { --hue: var(--impossible); } .open { --hue: var(--open); } .unmet { --hue: var(--unmet); }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { text-align: left; padding: .45rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--soft); }
td.count, th.count { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: .6rem; overflow-x: auto; }
.panel tr:last-child td { border-bottom: 0; }
.bar { display: flex; gap: 2px; min-width: 9rem; height: .8rem; margin-top: .35rem; }
.bar span { background: var(--hue); border-radius: 2px; min-width: 3px; }
section { margin: 3rem 0; }
section > .head { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; align-items: baseline; margin-bottom: .8rem; }
figure { margin: 0 0 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: .6rem; }
figcaption { padding: .5rem .9rem; border-bottom: 1px solid var(--line); font-size: .88rem; overflow-wrap: anywhere; }
ol.source { margin: 0; padding: .6rem 0; list-style: none; font-size: .84rem; line-height: 1.6; color: var(--code); }
ol.source li { position: relative; display: grid; grid-template-columns: 4rem 1fr; }
ol.source li:hover { background: color-mix(in srgb, var(--line) 35%, transparent); }
ol.source .number { color: var(--soft); text-align: right; padding-right: 1rem; user-select: none; opacity: .75; }
ol.source code { white-space: pre-wrap; overflow-wrap: anywhere; padding-right: 1rem; }
ol.source li.skipped { color: var(--soft); font-style: italic; padding: .15rem 0; }
.mark {
  color: var(--hue); font-weight: 600; cursor: help; border-radius: .2rem;
  text-decoration: underline 2px solid var(--hue); text-underline-offset: .22em;
}
.mark.together { text-decoration-style: double; } .mark.dominated { text-decoration-style: dashed; }
.mark.impossible { text-decoration-style: dotted; } .mark.open { text-decoration-style: wavy; }
.mark.open, .mark.unmet { background: color-mix(in srgb, var(--hue) 16%, transparent); }
.mark .sign { font-size: .9em; margin-left: .2em; display: inline-block; text-decoration: none; }
.mark:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--together); outline-offset: 2px; }
.tip {
  position: absolute; left: 4rem; right: 1rem; top: auto; margin-top: 1.7em; z-index: 5; width: fit-content;
  max-width: 48rem; padding: .6rem .8rem; pointer-events: none;
  background: var(--tip); color: var(--tip-text); border-radius: .45rem; box-shadow: var(--shadow);
  font: .84rem/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; white-space: normal;
  visibility: hidden; opacity: 0; transition: opacity .12s;
}
.mark:hover .tip, .mark:focus .tip, .mark:focus-within .tip { visibility: visible; opacity: 1; }
.tip code, td code { overflow-wrap: anywhere; white-space: pre-wrap; }
td:first-child code { white-space: nowrap; }
.tip span { display: block; }
.tip span + span { margin-top: .35rem; }
details { margin: .6rem 0; }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; padding: .2rem 0; }
.state { color: var(--hue); font-weight: 600; white-space: nowrap; }
footer { padding-top: 1rem; padding-bottom: 3rem; font-size: .85rem; }
@media print { .tip { display: none; } details::details-content { content-visibility: visible; } }
@media (max-width: 40rem) {
  ol.source li { grid-template-columns: 2.6rem 1fr; }
  main, header, footer { padding-left: .8rem; padding-right: .8rem; }
}
"""
