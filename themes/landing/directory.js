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
for (i = 0; i < items.length; i++) rows.push([items[i], " " + fold(items[i].textContent).replace(/[,:] ?/g, " , ") + " " + items[i].firstChild.getAttribute("href").replace(/\D/g, "") + " "]);
}
function search() {
if (!rows.length) index();
var words = fold(field.value).replace(/[,:]/g, " ").replace(/ +/g, " ").replace(/^ | $/g, ""), parts = words.split(" "), found = 0, i, j, hit, phrase = false;
for (i = 0; i < rows.length; i++) if (rows[i][1].indexOf(" " + words) >= 0) phrase = true;
for (i = 0; i < rows.length; i++) {
hit = !words || rows[i][1].indexOf(" " + words) >= 0;
if (!phrase) for (hit = true, j = 0; j < parts.length; j++) if (rows[i][1].indexOf(" " + parts[j]) < 0) hit = false;
rows[i][0].hidden = !hit;
if (hit) found++;
}
for (i = 0; i < heads.length; i++) heads[i].hidden = !heads[i].nextElementSibling.querySelector("li:not([hidden])");
rest.hidden = nav.hidden = !!words;
count.textContent = words ? count.getAttribute(found ? "data-found" : "data-none").replace("#", found) : "";
}
field.oninput = search;
if (/^#tim=/.test(location.hash)) field.value = decodeURIComponent(location.hash.slice(5));
if (field.value) search();
})();
