/**
 * The style, as a constructed sheet, which needs no exception in a Content-Security-Policy. No colour means "approved":
 * amber marks what is not approved, blue what was verified, red what failed.
 */

export const sheet = new CSSStyleSheet();

sheet.replaceSync(`
:host {
  color-scheme: light dark;
  --ground: light-dark(#f6f4ef, #15171a);
  --sheet: light-dark(#fffefb, #1c1f23);
  --sunken: light-dark(#f1eee7, #14161a);
  --ink: light-dark(#1d1c1a, #eceae5);
  --soft: light-dark(#5c574e, #aaa79f);
  --line: light-dark(#ddd8cd, #34373c);
  --edge: light-dark(#8b8578, #7b7f86);
  --link: light-dark(#1c4f8c, #9cc1f5);
  --tint: light-dark(#e9eef5, #232d3a);
  --amber: light-dark(#704600, #f5cd7f);
  --amber-ground: light-dark(#fdf1d8, #2e2614);
  --amber-line: light-dark(#c98a1b, #b98a35);
  --red: light-dark(#9c1620, #ffa7a0);
  --red-ground: light-dark(#fcebea, #391719);
  --sans: "Segoe UI", Roboto, "Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif;
  --code: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
  display: block;
  container: requests / inline-size;
  background: var(--ground);
  color: var(--ink);
  font: 400 1rem/1.5 var(--sans);
  text-align: start;
}
:host([hidden]) { display: none; }
*, ::before, ::after { box-sizing: border-box; }
h2, h3, p, ol, ul, dl, dd, pre { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h2, h3, p, li, dd, dt, a, span, bdi, button { overflow-wrap: anywhere; }
bdi, [dir="auto"] { unicode-bidi: isolate; }
:is(a, button, input, select, summary, pre, h2) { scroll-margin-block: 7rem 2rem; }

a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: .06em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
h2:focus-visible { outline-offset: 6px; }
button, input, select { font: inherit; color: inherit; }
button {
  min-height: 2.25rem; padding: .3rem .9rem; border: 1px solid var(--edge); border-radius: .4rem;
  background: var(--sheet); cursor: pointer;
}
button:hover:not(:disabled) { border-color: var(--ink); background: var(--tint); }
button:disabled { color: var(--soft); border-color: var(--line); cursor: default; }
button.plain { border-color: transparent; background: none; color: var(--link); text-decoration: underline; text-underline-offset: .2em; padding-inline: .25rem; text-align: start; }
input, select {
  width: 100%; min-height: 2.25rem; padding: .3rem .6rem; border: 1px solid var(--edge); border-radius: .4rem; background: var(--sheet);
}
::placeholder { color: var(--soft); opacity: 1; }
label { font-size: .8125rem; color: var(--soft); }
summary { cursor: pointer; min-height: 2rem; padding: .25rem 0; color: var(--link); width: fit-content; }
.unseen-label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.aside, .fine { color: var(--soft); font-size: .875rem; }
.code { font-family: var(--code); font-size: .92em; white-space: pre-wrap; }
.prose { white-space: pre-wrap; max-width: 68ch; }
.lead { font-size: 1.0625rem; font-weight: 600; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.unseen {
  font: 600 .75em/1 var(--code); color: var(--red); background: var(--red-ground); border: 1px solid; border-radius: .2rem;
  padding: 0 .2em; unicode-bidi: isolate; white-space: nowrap;
}

.panes { display: block; }
.pane { padding: 1rem; min-width: 0; position: relative; }
.panes.one .list { display: none; }
.panes:not(.one) .reading { display: none; }
.back { margin-bottom: 1rem; }
.back::before { content: "\\2190" / ""; margin-inline-end: .5rem; }

.list > header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; }
.list h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -.01em; }
.status { font-size: .8125rem; color: var(--soft); display: flex; gap: .45rem; align-items: baseline; }
.status:not(:empty)::before { content: ""; width: .5rem; height: .5rem; border-radius: 50%; border: 2px solid var(--edge); align-self: center; }
.status.live::before, .status.polling::before { background: var(--link); border-color: var(--link); }
.status.lost { color: var(--red); }
.status.lost::before { border-color: var(--red); }

form[role="search"] { margin: 1rem 0; display: grid; gap: .25rem; justify-items: start; }
.words { display: flex; gap: .5rem; width: 100%; }
.words input { flex: 1; min-width: 0; }
details { width: 100%; }
.number { color: var(--soft); font-size: .875rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr)); gap: .75rem; padding: .5rem 0 .75rem; }
.field { display: grid; gap: .2rem; align-content: end; min-width: 0; }
.wide { grid-column: 1 / -1; }

.records { border-top: 1px solid var(--line); overflow-anchor: none; }
.records:empty { border: 0; }
.records li { border-bottom: 1px solid var(--line); }
.record, button.record {
  display: grid; gap: .2rem; width: 100%; padding: .9rem .75rem; color: inherit; text-decoration: none; text-align: start;
  border: 0; border-radius: 0; background: none; border-inline-start: 3px solid transparent; line-height: 1.4;
}
.record:hover { background: var(--tint); }
.record[aria-current] { background: var(--tint); border-inline-start-color: var(--link); }
.record:focus-visible { outline-offset: -3px; }
.record .title { font-weight: 600; flex: 1 1 12rem; min-width: 0; display: block; }
.line { display: flex; flex-wrap: wrap; gap: .15rem .6rem; align-items: baseline; justify-content: space-between; }
.line.facts { justify-content: start; font-size: .875rem; }
.mark {
  font-size: .75rem; font-weight: 600; line-height: 1.35rem; color: var(--amber); background: var(--amber-ground);
  border: 1px solid var(--amber-line); border-radius: .3rem; padding: 0 .45rem; white-space: nowrap;
}
.repository { font-weight: 600; }
.revision { font: 500 .8125rem/1.4 var(--code); color: var(--soft); }
.item { font: 500 .8125rem/1.4 var(--code); color: var(--soft); }
.items { display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
.older { margin: 1rem 0; }
.end { color: var(--soft); font-size: .875rem; padding: 1rem .75rem; }

.notice { padding: 1.5rem; margin: 1rem 0; border: 1px dashed var(--edge); border-radius: .5rem; display: grid; gap: .6rem; justify-items: start; }
.notice.trouble { border-style: solid; border-color: var(--red); background: var(--red-ground); }
.notice.token { border-style: solid; background: var(--sheet); justify-items: stretch; }
.notice.token button { justify-self: start; }
.choose { color: var(--soft); max-width: 30rem; margin: 18vh auto 0; display: grid; gap: .6rem; }
.choose .lead { color: var(--ink); font-size: 1.25rem; letter-spacing: -.01em; }
.skeleton { display: grid; gap: 1.25rem; padding: 1rem .75rem; }
.skeleton div { display: grid; gap: .5rem; }
.skeleton i { height: .8rem; border-radius: .25rem; background: var(--line); width: 85%; }
.skeleton i:nth-child(2) { width: 40%; }
.skeleton i:nth-child(3) { width: 60%; }

article { max-width: 54rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; }
.banner {
  position: sticky; top: 0; z-index: 1; padding: .8rem 1rem; color: var(--amber); background: var(--amber-ground);
  border: 1px solid var(--amber-line); border-inline-start-width: 5px; border-radius: .4rem; line-height: 1.4;
}
.banner strong { font-size: 1.0625rem; }
article > header { display: grid; gap: .5rem; }
article h2 { font-size: clamp(1.375rem, 1.1rem + 1.4cqi, 1.875rem); line-height: 1.2; letter-spacing: -.015em; font-weight: 650; text-wrap: balance; }
article h2 .mark { display: table; margin-bottom: .5rem; letter-spacing: 0; }
.by { color: var(--soft); }
.by strong { color: var(--ink); font-weight: 600; }
.supersession { display: grid; gap: .25rem; }
.supersession:empty { display: none; }
.not-approved { white-space: nowrap; }
.later { border-inline-start: 3px solid var(--edge); padding-inline-start: .75rem; }
article section { scroll-margin-top: 5.5rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: .6rem; }
h3 { font-size: .8125rem; font-weight: 650; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); border-bottom: 1px solid var(--line); padding-bottom: .35rem; }
.never { font-style: normal; text-transform: none; letter-spacing: 0; color: var(--amber); margin-inline-start: .5rem; }
dl.facts { display: grid; gap: .6rem; }
dl.facts > div { display: grid; gap: .1rem 1.25rem; }
dt { color: var(--soft); font-size: .875rem; }
dt .code { font-size: .875rem; }
.codes { display: grid; gap: .25rem; }
.argv { border: 1px solid var(--line); border-radius: .5rem; background: var(--sunken); }
.argv li { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); padding: .45rem .75rem .45rem 0; align-items: baseline; }
.argv li + li { border-top: 1px solid var(--line); }
.place { color: var(--soft); font: .8125rem/1 var(--code); text-align: end; padding-inline-end: .9rem; }
.pointers { display: grid; gap: .5rem; }
.pointers li { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: 0 .75rem; align-items: baseline; }
.pointers .fine { grid-column: 2; }
.kind { font-size: .875rem; color: var(--soft); }
.packet {
  font: .8125rem/1.55 var(--code); white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; max-height: 26rem; overflow: auto;
  padding: .9rem 1rem; background: var(--sunken); border: 1px solid var(--line); border-radius: .5rem; unicode-bidi: isolate;
}
.links { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
.links a { display: inline-block; min-height: 1.5rem; }
.result { display: grid; gap: .75rem; }
.verdict { padding: .7rem 1rem; border-radius: .4rem; font-weight: 600; border: 1px solid; border-inline-start-width: 5px; }
.verdict.holds { color: var(--link); background: var(--tint); }
.verdict.open { color: var(--ink); background: var(--sunken); border-color: var(--edge); }
.verdict.fails { color: var(--red); background: var(--red-ground); }
.steps { display: grid; gap: .75rem; }
.steps li { display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); gap: 0 .6rem; align-items: start; }
.sign { grid-row: span 2; width: 1.5rem; height: 1.5rem; border-radius: 50%; display: grid; place-items: center; font: 700 .8125rem/1 var(--sans); border: 1.5px solid; }
.holds .sign { color: var(--link); }
.fails .sign { color: var(--sheet); background: var(--red); border-color: var(--red); }
.open .sign { color: var(--soft); }
.steps .name { font-weight: 600; }
.steps .detail { color: var(--soft); font-size: .875rem; }
.fails .name, .fails .detail { color: var(--red); }

@container requests (min-width: 560px) {
  .pane { padding: 1.5rem; }
  dl.facts > div { grid-template-columns: 14rem minmax(0, 1fr); align-items: baseline; }
}
@container requests (min-width: 1000px) {
  .panes, .panes.one { display: grid; grid-template-columns: minmax(22rem, 27rem) minmax(0, 1fr); height: 100%; }
  .panes.one .list, .panes:not(.one) .reading { display: block; }
  .pane { overflow: auto; min-height: 0; }
  .list { border-inline-end: 1px solid var(--line); }
  .reading { background: var(--sheet); padding: 0 clamp(1.5rem, 4cqi, 4rem) 4rem; }
  .reading > .detail { padding-top: 1.5rem; }
  .back:not(:focus-visible) { position: absolute; width: 1px; height: 1px; min-height: 0; padding: 0; overflow: hidden; clip-path: inset(50%); }
}
@media (prefers-reduced-motion: no-preference) {
  .arrived { animation: arrive 2.5s ease-out; }
  .skeleton i { animation: wait 1.6s ease-in-out infinite alternate; }
  button, .record { transition: background-color .12s, border-color .12s; }
}
@keyframes arrive { from { background: var(--tint); } }
@keyframes wait { to { opacity: .45; } }
@media (forced-colors: active) {
  .record[aria-current] { border-inline-start-color: Highlight; }
}
@media print {
  .list, .back, .buttons { display: none; }
  .packet { max-height: none; }
}
`);
