// Filters the list of all places as one types: without marks, NFC or NFD, by name, former unit or number.
(function () {
var field = document.getElementById("tim"), count = document.getElementById("so");
var list = document.getElementById("danh-sach"), rest = document.getElementById("khac"), nav = document.querySelector(".letters");
var rows = [], heads = list.getElementsByTagName("h3"), items = list.getElementsByTagName("li"), i;
if (!"".normalize) return;
function fold(text) {
return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/[^a-z0-9,:]+/g, " ").replace(/^ | $/g, "");
}
function index() {
for (i = 0; i < items.length; i++) rows.push([items[i], " " + fold(items[i].textContent).replace(/[,:] ?/g, " , ") + " " + items[i].firstChild.getAttribute("href").replace(/\D/g, "") + " ", fold(items[i].firstChild.textContent), fold(items[i].getElementsByTagName("b")[0].textContent)]);
}
// How many letters differ.
function distance(one, other) {
var row = [], i, j, corner, above;
for (j = 0; j <= other.length; j++) row[j] = j;
for (i = 1; i <= one.length; i++) {
for (corner = i - 1, row[0] = i, j = 1; j <= other.length; j++) {
above = row[j];
row[j] = Math.min(above + 1, row[j - 1] + 1, corner + (one.charAt(i - 1) !== other.charAt(j - 1)));
corner = above;
}
}
return row[other.length];
}
// The places whose name is nearest to a word that stands in none, unless all are far from it.
function near(words) {
var best = words.length > 3 ? Math.max(1, words.length >> 2) : 0, found = [], i, far;
for (i = 0; best && i < rows.length; i++) {
far = Math.min(distance(words, rows[i][2]), distance(words, rows[i][3]));
if (far < best) { best = far; found = []; }
if (far === best) found.push(rows[i][0]);
}
for (i = 0; i < found.length; i++) found[i].hidden = false;
return found.length;
}
function search() {
if (!rows.length) index();
var words = fold(field.value).replace(/[,:]/g, " ").replace(/ +/g, " ").replace(/^ | $/g, ""), parts = words.split(" "), found = 0, said = "data-found", i, j, hit, phrase = false;
for (i = 0; i < rows.length; i++) if (rows[i][1].indexOf(" " + words) >= 0) phrase = true;
for (i = 0; i < rows.length; i++) {
hit = !words || rows[i][1].indexOf(" " + words) >= 0;
if (!phrase) for (hit = true, j = 0; j < parts.length; j++) if (rows[i][1].indexOf(" " + parts[j]) < 0) hit = false;
rows[i][0].hidden = !hit;
if (hit) found++;
}
if (!found) { found = near(words); said = found ? "data-near" : "data-none"; }
for (i = 0; i < heads.length; i++) heads[i].hidden = !heads[i].nextElementSibling.querySelector("li:not([hidden])");
rest.hidden = nav.hidden = !!words;
count.textContent = words ? count.getAttribute(said).replace("#", found) : "";
}
field.oninput = search;
if (/^#tim=/.test(location.hash)) field.value = decodeURIComponent(location.hash.slice(5));
if (field.value) search();
})();
