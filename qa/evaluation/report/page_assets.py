"""Style and script of the report page; both are inline, so that the page loads nothing."""

__all__ = ["SCRIPT", "STYLE"]

STYLE = """
:root { color-scheme: light dark; --ground: #fff; --card: #f6f7f9; --ink: #1c2128;
  --quiet: #5a6472; --rule: #d5dae1; --accent: #1f5fae; --good: #1b7a3d; --bad: #b3261e;
  --bar: #7aa7dc; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --card: #1e232b;
  --ink: #e6e9ee; --quiet: #a3adba; --rule: #363e4a; --accent: #8ab8f5; --good: #6fcf8b;
  --bad: #f2938c; --bar: #3f6ea8; } }
* { box-sizing: border-box; }
html[data-language=zh] .en, html[data-language=en] .zh { display: none; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header, main { max-width: 76rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; position: relative; }
h1 { font-size: 1.6rem; margin: 0 9rem 0 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: .25rem 0 .5rem; overflow-wrap: anywhere; }
h4 { font-size: .9rem; margin: .5rem 0 0; color: var(--quiet); }
code { font-size: .85em; color: var(--quiet); }
.quiet { color: var(--quiet); font-size: .875rem; }
button, select, input { font: inherit; font-size: .9rem; color: inherit; background: var(--card);
  border: 1px solid var(--rule); border-radius: .5rem; padding: .35rem .7rem; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button[aria-pressed=true] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
#language { position: absolute; right: 1rem; top: 1.6rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; }
.tile { background: var(--card); border: 1px solid var(--rule); border-radius: .75rem;
  padding: .75rem 1rem; display: flex; flex-direction: column; }
.tile strong { font-size: 1.7rem; line-height: 1.3; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
  gap: .75rem; margin-top: .75rem; }
figure { margin: 0; background: var(--card); border: 1px solid var(--rule); border-radius: .75rem;
  padding: .75rem 1rem; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
svg { width: 100%; max-width: 30rem; height: auto; display: block; margin: 0 auto; }
svg text { font-size: 12px; fill: var(--quiet); }
.grid { stroke: var(--rule); fill: none; }
.bar { fill: var(--bar); }
.whisker { stroke: var(--ink); stroke-width: 1.5; fill: none; }
.line { stroke: var(--accent); stroke-width: 2; fill: none; }
.ideal { stroke: var(--quiet); stroke-dasharray: 4 4; fill: none; }
.dot { fill: var(--accent); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; }
th, td { text-align: right; padding: .4rem .6rem; border-bottom: 1px solid var(--rule);
  font-variant-numeric: tabular-nums; vertical-align: top; }
td { white-space: nowrap; }
tbody th:not(:has(br)) { white-space: nowrap; }
th:first-child { text-align: left; font-weight: 500; }
thead th { color: var(--quiet); font-weight: 500; font-size: .85rem; vertical-align: bottom; }
.filters { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.filters p { margin: 0; }
.causes { display: flex; flex-wrap: wrap; gap: .5rem; width: 100%; }
#text { flex: 1 1 14rem; min-width: 0; }
article { background: var(--card); border: 1px solid var(--rule); border-left: 4px solid var(--bad);
  border-radius: .5rem; padding: .75rem 1rem; margin: .75rem 0; }
article.weak { border-left-color: var(--bar); }
article[hidden] { display: none; }
.labels { margin: 0; display: flex; flex-wrap: wrap; gap: .25rem .75rem; font-size: .875rem; }
.failed .labels b { color: var(--bad); }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .35rem 1rem; margin: 0; }
dt { color: var(--quiet); font-size: .9rem; }
dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
ul.marks { list-style: none; padding: 0; margin: 0; }
ul.marks li::before { content: "✗ "; color: var(--bad); }
ul.marks li.yes::before { content: "✓ "; color: var(--good); }
details { margin-top: .5rem; }
summary { cursor: pointer; color: var(--accent); }
ol { padding-left: 1.5rem; overflow-wrap: anywhere; }
ol li { margin: .35rem 0; }
ol li.holds { border-left: 3px solid var(--good); padding-left: .5rem; }
main { padding-bottom: 4rem; }
@media (max-width: 600px) { dl { grid-template-columns: 1fr; gap: 0 0; }
  th, td { padding: .4rem .3rem; }
  dt { margin-top: .5rem; } h1 { margin-right: 0; font-size: 1.35rem; }
  header { padding-top: 1rem; } #language { position: static; margin-bottom: 1rem; } }
@media print { .filters, #language { display: none; } article { break-inside: avoid; } }
"""

SCRIPT = """
"use strict";
(function () {
  var root = document.documentElement;
  document.getElementById("language").addEventListener("click", function () {
    var next = root.dataset.language === "zh" ? "en" : "zh";
    root.dataset.language = next;
    root.lang = next === "zh" ? "zh-CN" : "en";
  });
  var shown = document.getElementById("shown");
  if (!shown) { return; }
  var cards = Array.from(document.querySelectorAll("#failures article"));
  var buttons = Array.from(document.querySelectorAll("button[data-cause]"));
  var type = document.getElementById("type");
  var text = document.getElementById("text");
  var cause = "";
  function apply() {
    var wanted = text.value.trim().toLowerCase();
    var count = 0;
    cards.forEach(function (card) {
      var fits = (!cause || card.dataset.cause === cause) &&
        (!type.value || card.dataset.type === type.value) &&
        (!wanted || card.textContent.toLowerCase().indexOf(wanted) >= 0);
      card.hidden = !fits;
      count += fits ? 1 : 0;
    });
    shown.textContent = String(count);
  }
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      cause = button.dataset.cause;
      buttons.forEach(function (other) {
        other.setAttribute("aria-pressed", String(other === button));
      });
      apply();
    });
  });
  type.addEventListener("change", apply);
  text.addEventListener("input", apply);
})();
"""
