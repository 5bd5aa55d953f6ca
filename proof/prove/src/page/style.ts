/** The palette of the storefront: paper and oak by day, slate and lamplight by night. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f5f1ea; --raised: #fffdf9; --sunken: #ebe5da; --line: #d9d0c1; --ink: #1f1b16; --muted: #5f574b;
  --accent: #8f4f14; --good: #1b6e3c; --bad: #ab2418; --unsure: #855000; --kill: #ab2418; --freeze: #1d5fa8; --other: #6a3fb0;
  --area: #8f4f1426; --good-soft: #1b6e3c14; --bad-soft: #ab241814; --unsure-soft: #85500014;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15181c; --raised: #1d2127; --sunken: #101316; --line: #343b45; --ink: #ece6da; --muted: #a8a294;
    --accent: #e0a45c; --good: #74c890; --bad: #f08a7c; --unsure: #e3b04b; --kill: #f08a7c; --freeze: #7db4f0; --other: #b99cf0;
    --area: #e0a45c2e; --good-soft: #74c8901c; --bad-soft: #f08a7c1c; --unsure-soft: #e3b04b1c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  -webkit-text-size-adjust: 100%;
}
main { max-width: 66rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
h1, h2, h3 { line-height: 1.2; margin: 0; font-weight: 650; letter-spacing: -0.01em; }
h1 { font-size: clamp(1.4rem, 3vw, 1.9rem); }
h2 { font-size: 1.35rem; margin: 3.25rem 0 0.35rem; }
h3 { font-size: 1rem; margin: 1.6rem 0 0.4rem; }
p { margin: 0.4rem 0 0; max-width: 46rem; }
a { color: var(--accent); }
.muted { color: var(--muted); }
.small { font-size: 0.875rem; }
code, .mono { font-family: ui-monospace, 'Cascadia Code', 'SF Mono', Menlo, Consolas, monospace; font-size: 0.86em; overflow-wrap: anywhere; }
.card { background: var(--raised); border: 1px solid var(--line); border-radius: 0.9rem; padding: 1.25rem 1.4rem; }
.below { margin-top: 1rem; }
.verdict { margin-top: 0.75rem; display: flex; gap: 1.5rem; align-items: center; flex-wrap: wrap; padding: 1.6rem; border-left-width: 0.5rem; }
.verdict > div { flex: 1 1 20rem; }
.stamp {
  font-size: clamp(1.15rem, 3vw, 1.7rem); font-weight: 800; letter-spacing: 0.08em; padding: 0.45em 0.8em;
  border: 3px solid currentColor; border-radius: 0.5rem; flex: none;
}
.pass { --tone: var(--good); --soft: var(--good-soft); }
.fail { --tone: var(--bad); --soft: var(--bad-soft); }
.inconclusive { --tone: var(--unsure); --soft: var(--unsure-soft); }
.verdict { border-left-color: var(--tone); background: linear-gradient(var(--soft), var(--soft)), var(--raised); }
.stamp { color: var(--tone); }
.notice { border-left: 0.4rem solid var(--bad); margin: 1.25rem 0; }
ul.reasons { margin: 0.6rem 0 0; padding-left: 1.2rem; }
ul.reasons li { overflow-wrap: anywhere; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 0.9rem; margin-top: 1.25rem; }
.figure b { display: block; font-size: 1.75rem; line-height: 1.15; font-weight: 700; font-variant-numeric: tabular-nums; letter-spacing: -0.02em; }
.figure span { color: var(--muted); font-size: 0.9rem; line-height: 1.35; display: block; margin-top: 0.2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.925rem; }
th, td { text-align: left; padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > th, tr:last-child > td { border-bottom: 0; }
th { font-weight: 600; color: var(--muted); font-size: 0.82rem; }
tbody th { color: var(--ink); font-size: inherit; font-weight: 550; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td:last-child, th:last-child { padding-right: 0; }
.mark { font-weight: 650; white-space: nowrap; }
.held { color: var(--good); } .broken { color: var(--bad); } .missing { color: var(--unsure); } .none { color: var(--muted); font-weight: 400; }
details { margin-top: 0.9rem; }
summary { cursor: pointer; color: var(--accent); font-size: 0.925rem; width: fit-content; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
svg { display: block; width: 100%; height: auto; min-width: 40rem; }
svg text { font: 12px system-ui, 'Segoe UI', Roboto, Arial, sans-serif; fill: var(--muted); }
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.3rem; margin: 0.7rem 0 0; padding: 0; list-style: none; font-size: 0.875rem; color: var(--muted); }
.legend i { display: inline-block; width: 0.8rem; height: 0.8rem; border-radius: 0.2rem; margin-right: 0.45rem; vertical-align: -0.08rem; }
ol.story { list-style: none; margin: 0; padding: 0 0 0 1.35rem; border-left: 2px solid var(--line); }
ol.story li { position: relative; padding: 0.28rem 0; display: grid; grid-template-columns: 5.8rem 1fr; gap: 0.9rem; }
ol.story li::before {
  content: ''; position: absolute; left: calc(-1.35rem - 7px); top: 0.72rem; width: 12px; height: 12px; border-radius: 50%;
  background: var(--raised); border: 3px solid var(--dot, var(--muted));
}
ol.story time { color: var(--muted); font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.story .killed { --dot: var(--kill); font-weight: 650; } .story .killed > span { color: var(--kill); }
.story .settled { --dot: var(--good); } .story .status { --dot: var(--good); font-weight: 600; }
.story .delivered, .story .entry { --dot: var(--freeze); } .story .money, .story .stock { --dot: var(--accent); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.5rem; margin: 0; font-size: 0.925rem; }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 3.5rem; color: var(--muted); font-size: 0.875rem; }
@media (max-width: 34rem) {
  main { padding: 1.5rem 0.9rem 3rem; }
  ol.story li { grid-template-columns: 1fr; gap: 0; } ol.story time { text-align: left; font-size: 0.82rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.5rem; }
}
@media print { body { background: #fff; } details > summary { display: none; } }
`;
