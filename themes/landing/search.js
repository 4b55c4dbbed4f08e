// Searches the whole site on the reader's own machine. The index comes with the first letter typed, not before.
(function () {
var T = $TEXTS$, IDLE = $IDLE$, ROOT = document.currentScript.src.replace(/assets\/[^\/]*$/, ""), PAGE = ROOT + $PAGE$;
var style = document.createElement("style"), engine, panel, link, top;
style.textContent = $CSS$;
document.head.appendChild(style);

function fold(text) {
return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}
// The index spells đ as d with a stroke on it, a mark that falls away like all others (generator/search.py).
function spelt(words) {
return words.join(" ").replace(/đ/g, "d\u0335").replace(/Đ/g, "D\u0335");
}
function read(text) {
return new DOMParser().parseFromString(text, "text/html").body.textContent.replace(/d\u0335/g, "đ").replace(/D\u0335/g, "Đ");
}
function wordsOf(text) {
return text.normalize("NFC").replace(/["“”„'‘’«»?!,;:()]/g, " ").split(/\s+/).filter(Boolean);
}
function idle(word) {
var low = word.toLowerCase(), plain = fold(word);
return IDLE.some(function (one) { return one === low || (plain === low && fold(one) === low); });
}

function load() {
if (!engine) engine = import(ROOT + "pagefind/pagefind.js").then(async function (pagefind) {
await pagefind.options({noWorker: true, ranking: $RANKING$});
await pagefind.init();
return pagefind;
});
return engine;
}
// A question is asked without its idle words first. Pages with the words side by side come before the others.
async function find(text, wanted) {
var words = wordsOf(text), telling = words.filter(function (word) { return !idle(word); }), pagefind = await load();
var found = [], merged = {}, word, one, seen;
if (!telling.length || words.length < 4) telling = words;
found = (await pagefind.search(spelt(telling))).results;
if (!found.length) {
if (telling.length < words.length) found = (await pagefind.search(spelt(words))).results;
else if (words.length < 4) telling = telling.filter(function (word) { return !idle(word); });
}
found = found.filter(function (one) { return one.score > found[0].score / 60; });
if (found.length || telling.length < 2) {
seen = await nearest(found, telling, wanted);
return {total: seen.length && found.length, pages: seen, near: false};
}
for (word of telling) for (one of (await pagefind.search(spelt([word]))).results) {
seen = merged[one.id] = merged[one.id] || {hits: 0, score: 0, data: one.data};
seen.hits += 1;
seen.score += one.score;
}
found = Object.values(merged).sort(function (a, b) { return b.hits - a.hits || b.score - a.score; });
return {total: found.length, pages: await nearest(found, [], wanted), near: true};
}
// Pagefind knows words, not that they belong together: of the first pages, those with the whole phrase move up.
async function nearest(found, words, wanted) {
var best = found.length && found[0].score, phrase = words.map(bare);
var first = found.slice(0, Math.max(wanted, words.length > 1 ? 8 : 0));
var pages = await Promise.all(first.map(async function (one) { return placed(await one.data(), phrase, one.score); }));
pages = pages.filter(function (page) { return page.hit; });
if (words.length > 1) pages.sort(function (a, b) { return b.rank - a.rank; });
return pages.slice(0, wanted);
}
function bare(word) {
return fold(word).replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
}
function phraseAt(all, phrase, from) {
for (var at = from; phrase.length && at <= all.length - phrase.length; at++) {
if (phrase.every(function (word, step) { return all[at + step] === word; })) return at;
}
return -1;
}
// Where on a page the words stand: its section, and what is around them. Pagefind shortens a word that no page has until
// one fits; such a page is no hit.
function placed(data, phrase, score) {
var all = read(data.content).split(/\s+/), plain = all.map(bare), title = read(data.meta.title), heading, at, from, factor = 1;
var named = (title + " ; " + read(data.meta.also || "")).split(/\s+/).map(bare), length = title.split(/\s+/).length;
data.anchors.forEach(function (one) {
if (!heading && one.element !== "h1" && phraseAt(read(one.text).split(/\s+/).map(bare), phrase, 0) >= 0) heading = one;
});
at = heading ? heading.location : phraseAt(plain, phrase, length);
if (at >= 0) factor = heading ? 4 : 3;
if (phraseAt(named, phrase, 0) >= 0) {
factor = 6;
if (phraseAt(plain, phrase, 0) >= 0 && phraseAt(plain, phrase, 0) < length) { at = length; heading = null; }
}
if (at < 0) at = Math.max(data.locations.find(function (one) { return one >= length; }) || 0, length);
if (!heading) data.anchors.forEach(function (one) { if (one.element !== "h1" && one.location <= at) heading = one; });
if (at === length) heading = null;
from = Math.max(at - 6, heading ? heading.location + heading.text.split(/\s+/).length : length);
return {
url: data.url + (heading ? "#" + heading.id : ""),
title: title + (heading ? " – " + read(heading.text) : ""),
kind: data.meta.kind,
text: (from > length ? "… " : "") + all.slice(from, from + 22).join(" ") + (from + 22 < all.length ? " …" : ""),
hit: !phrase.length || phrase.some(function (word) { return plain.concat(named).some(function (one) { return one.indexOf(word) === 0; }); }),
rank: score * factor
};
}

function make(tag, into, values) {
var node = document.createElement(tag);
Object.assign(node, values);
if (into) into.appendChild(node);
return node;
}
function marked(into, text, words) {
text.split(/(\s+)/).forEach(function (part) {
if (words.indexOf(bare(part)) >= 0 && bare(part)) make("mark", into, {textContent: part});
else into.appendChild(document.createTextNode(part));
});
return into;
}
function row(list, page, words) {
var a = make("a", make("li", list), {href: page.url});
marked(make("b", a), page.title, words);
make("small", a, {textContent: page.kind});
marked(make("span", a), page.text, words);
}

function box(host, inPanel) {
var form = make("form", host, {className: "tk__in"}), shown = inPanel ? 5 : 10, turn = 0, timer;
form.setAttribute("role", "search");
make("label", form, {htmlFor: "tk-o", textContent: T.label});
var line = make("div", form, {className: "tk__row"});
// What was typed while this script was on its way stays.
var input = inPanel && document.querySelector(".head__type") || make("input");
Object.assign(input, {id: "tk-o", type: "search", className: "", autocomplete: "off", autocapitalize: "none", spellcheck: false});
input.removeAttribute("aria-label");
line.appendChild(input);
input.setAttribute("aria-describedby", "tk-g tk-s");
var button = make("button", line, {type: "button", textContent: inPanel ? T.close : T.clear});
make("p", form, {id: "tk-g", textContent: T.hint});
var count = make("p", form, {id: "tk-s", className: "tk__count"});
count.setAttribute("role", "status");
var list = make("ol", form), after = make("div", form);
if (inPanel) keySwitch(form);
var others = !inPanel && document.getElementById("danh-sach");
function say(text) { count.textContent = text; }
function wipe() { list.textContent = after.textContent = ""; if (others) others.hidden = false; }
async function run() {
var text = input.value.trim(), mine = ++turn, words = wordsOf(text).map(bare), result;
if (!inPanel) history.replaceState(null, "", text ? "#q=" + encodeURIComponent(text) : location.pathname);
if (!words.length) { wipe(); return say(""); }
if (!list.firstChild) say(T.searching);
try {
result = await find(text, shown);
} catch (error) {
engine = null;
if (mine === turn) { wipe(); say(T.failed); whole(); }
return;
}
if (mine !== turn) return;
wipe();
result.pages.forEach(function (one) { row(list, one, words); });
var total = result.total;
say(!total ? T.none : result.near ? T.near : total === 1 ? T.found_one : T.found.replace("#", total));
if (others) others.hidden = total > 0;
if (inPanel) whole();
else if (total > shown) make("button", after, {type: "button", textContent: T.more, onclick: function () {
shown += 10;
run().then(function () { list.getElementsByTagName("a")[shown - 10].focus(); });
}});
}
function whole() {
if (inPanel) make("a", after, {className: "tk__all", href: PAGE + "#q=" + encodeURIComponent(input.value.trim()), textContent: T.all_results});
}
function links() { return [].slice.call(form.getElementsByTagName("a")); }
input.oninput = function () { clearTimeout(timer); timer = setTimeout(run, 150); };
form.onsubmit = function (event) {
event.preventDefault();
clearTimeout(timer);
if (inPanel) location.href = PAGE + "#q=" + encodeURIComponent(input.value.trim());
else run();
};
button.onclick = function () {
if (inPanel) return close();
input.value = "";
run();
input.focus();
};
form.onkeydown = function (event) {
var step = {ArrowDown: 1, ArrowUp: -1}[event.key], all = links(), at = all.indexOf(document.activeElement);
if (event.key === "Escape") {
event.preventDefault();
if (inPanel) close();
else button.onclick();
} else if (step && all.length && (at >= 0 || document.activeElement === input)) {
event.preventDefault();
(all[at + step] || (at + step < 0 ? input : all[at])).focus();
}
};
return {input: input, run: run};
}

// WCAG 2.1.4: a shortcut of one letter can be switched off. Only this one word is kept, and only then.
function keySwitch(into) {
var line = make("p", into, {className: "tk__key", textContent: T.key}), button = make("button", line, {type: "button"});
function show() { try { button.textContent = localStorage.getItem("phim-tim") ? T.key_on : T.key_off; } catch (error) { line.hidden = true; } }
button.onclick = function () {
if (localStorage.getItem("phim-tim")) localStorage.removeItem("phim-tim"); else localStorage.setItem("phim-tim", "tat");
show();
};
show();
}

function close() {
panel.host.hidden = true;
link.setAttribute("aria-expanded", "false");
link.focus();
scrollTo(0, top);
}
function open() {
link = document.querySelector(".head__find");
if (!panel) {
var host = make("div", link.closest("header"), {className: "tk tk--panel"});
panel = box(host, true);
panel.host = host;
}
if (panel.host.hidden || !panel.open) top = scrollY;
var early = !panel.open && panel.input.value;
panel.open = true;
panel.host.hidden = false;
link.setAttribute("aria-expanded", "true");
panel.input.focus();
if (early) {
panel.input.setSelectionRange(early.length, early.length);
panel.run();
} else panel.input.select();
}

var place = document.getElementById("tim-kiem"), page;
if (place) {
place.className = "tk";
page = box(place, false);
document.getElementById("khong-tim").hidden = true;
var follow = function () {
var asked = /^#q=(.*)/.exec(location.hash);
if (!asked) return;
try { page.input.value = decodeURIComponent(asked[1]); } catch (error) { return; }
page.run();
};
addEventListener("hashchange", follow);
follow();
}
window.timKiem = {open: open, input: page && page.input};
})();
