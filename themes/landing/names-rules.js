// The rules of generator/naming.py once more; a test compares the two over many names. `rules` holds the lists.
function eachLetter(text, use) { text.replace(/[\ud800-\udbff][\udc00-\udfff]|[^]/g, function (letter) { use(letter); return letter; }); }
function bare(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }
function plain(text) {
var out = "";
eachLetter(bare(text.normalize("NFKC").toLowerCase().replace(/đ/g, "d")), function (letter) { out += rules.letters[letter] || letter; });
return out;
}
function wordsOf(text) { return plain(text).match(/[a-z0-9]+/g) || []; }
function skeleton(label) { return label.replace(/-/g, "").replace(/./g, function (letter) { return rules.skeleton[letter] || letter; }); }
function labelOf(text) {
var label = text.normalize("NFC").replace(/$SPACES$/g, " ").replace(/^ +| +$/g, "").toLowerCase(), i, tail;
for (i = 0; i < rules.suffixes.length; i++) {
tail = "." + rules.suffixes[i];
if (label.length >= tail.length && label.slice(-tail.length) === tail) label = label.slice(0, -tail.length);
}
return label;
}
function kindOf(letter) {
if (letter === " ") return "space";
if (rules.letters[letter]) return "foreign";
return /^[a-z0-9]$/.test(bare(letter).replace("đ", "d")) ? "marks" : "characters";
}
function illegal(label) {
var kinds = {}, found = [], order = ["space", "marks", "foreign", "characters"], length = 0, i, at;
eachLetter(label, function (letter) {
length++;
if (/^[a-z0-9-]$/.test(letter)) return;
at = kindOf(letter);
letter = "“" + letter + "”";
kinds[at] = kinds[at] || [];
if (kinds[at].indexOf(letter) < 0) kinds[at].push(letter);
});
for (i = 0; i < 4; i++) if (kinds[order[i]]) found.push([order[i], i ? kinds[order[i]].join(", ") : ""]);
if (/^-|-$/.test(label)) found.push(["hyphen_edge", ""]);
else if (label.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "x").slice(2, 4) === "--") found.push(["hyphen_double", ""]);
if (length > rules.max) found.push(["too_long", ""]);
return found;
}
function oneEdit(first, second) {
var swap, start = 0;
if (first.length > second.length) { swap = first; first = second; second = swap; }
if (second.length - first.length > 1 || first === second) return false;
while (start < first.length && first.charAt(start) === second.charAt(start)) start++;
if (first.length < second.length) return first.slice(start) === second.slice(start + 1);
if (first.slice(start + 1) === second.slice(start + 1)) return true;
return first.charAt(start + 1) + first.charAt(start) === second.slice(start, start + 2) && first.slice(start + 2) === second.slice(start + 2);
}
function looksLike(shape, known, official) {
return shape === known || (known.length >= 6 && oneEdit(shape, known)) || (official && known.length >= 5 && shape.indexOf(known) >= 0);
}
function warnings(label) {
var found = [], whole = label.replace(/-/g, ""), shape = skeleton(label), names = [whole], i, part;
if (label.length < rules.short) found.push(["short", ""]);
if (label.length > rules.long) found.push(["long", ""]);
for (i = 0; i < rules.types.length; i++) names.push(whole.indexOf(rules.types[i]) ? whole : whole.slice(rules.types[i].length));
for (i = 0; i < names.length; i++) if (rules.places.hasOwnProperty(names[i])) { found.push(["place", rules.places[names[i]]]); break; }
for (i = 0; i < rules.official.length; i++) {
part = rules.official[i][0];
if (shape.slice(0, part.length) === part || (shape.length >= part.length && shape.slice(-part.length) === part)) { found.push(["official_word", rules.official[i][1]]); break; }
}
for (i = 0; i < rules.known.length; i++) if (looksLike(shape, rules.known[i][0], rules.known[i][2])) { found.push(["looks_like", rules.known[i][1]]); break; }
return found;
}
function check(text) {
var label = labelOf(text), found = illegal(label);
return [label, found.length ? found : warnings(label)];
}
function sameWords(first, second) { return first.join(" ") === second.join(" "); }
function withoutGeneric(words) {
var phrases = rules.generic, i, again = true;
while (again) for (again = false, i = 0; i < phrases.length; i++) if (phrases[i].length < words.length && sameWords(words.slice(0, phrases[i].length), phrases[i])) { words = words.slice(phrases[i].length); again = true; break; }
for (again = true; again;) for (again = false, i = 0; i < phrases.length; i++) if (phrases[i].length < words.length && sameWords(words.slice(-phrases[i].length), phrases[i])) { words = words.slice(0, -phrases[i].length); again = true; break; }
return words;
}
function initials(words) {
var out = "", i;
for (i = 0; i < words.length; i++) out += words[i].charAt(0);
return out;
}
function fromPerson(words) {
var family = words[0], given = words[words.length - 1], middle = words.slice(1, -1).filter(function (word) { return rules.middle.indexOf(word) < 0; }), made = [], called;
if (words.length < 2) return words;
if (middle.length) {
called = middle[middle.length - 1] + given;
made.push(called, initials(words.slice(0, -2)) + called, family + called, called + "-" + family);
} else made.push(given + "-" + family);
made.push(given + family, family + given, initials(words.slice(0, -1)) + given, words.join(""));
if (words.length >= 4) made.push(initials(words));
return made;
}
function fromTrade(words) {
var made = [words.join("")], count = words.length;
if (count === 2 || count === 3) made.push(words.join("-"));
if (count >= 3) made.push(words.slice(0, 2).join(""), words.slice(-2).join(""), words[0] + words.slice(-2).join(""));
if (count >= 4) made.push(initials(words));
if (count >= 5) made.push(words.slice(0, 3).join(""), words.slice(-3).join(""), words[0] + words.slice(-3).join(""));
return made;
}
function suggest(text, bearer) {
var words = wordsOf(text).slice(0, rules.words), own = withoutGeneric(words), kept = [], made, i;
made = bearer === "trade" || own.length < words.length ? fromTrade(own) : fromPerson(words);
for (i = 0; i < made.length; i++) if (made[i].length >= rules.short && made[i].length <= rules.max && made.indexOf(made[i]) === i) kept.push([made[i].length + (/[aeiouy]/.test(made[i]) ? 0 : 99), i, made[i]]);
kept.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
return kept.slice(0, rules.most).map(function (item) { return [item[2], warnings(item[2])]; });
}
