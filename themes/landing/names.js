// Shows suggestions as one types. Nothing is sent or stored; it never says that a name is free.
var root = document.getElementById($ROOT$), level = root && root.closest && root.closest(".chapter") ? 3 : 2, texts = $TEXTS$, lookup = $LOOKUP$, suffix = { person: $PERSON$, trade: $TRADE$ };
var field, kinds, status, verdict, list;
if (!root || !"".normalize) return;
function make(tag, parent, text, attributes) {
var element = document.createElement(tag), parts = (text || "").split("**"), i, bold;
for (i = 0; i < parts.length; i++) {
bold = i % 2 ? element.appendChild(document.createElement("strong")) : element;
bold.appendChild(document.createTextNode(parts[i]));
}
for (i in attributes || {}) element.setAttribute(i, attributes[i]);
return parent.appendChild(element);
}
function filled(text, label, problem, count) {
var values = { label: label, suffix: suffix[bearer()], found: problem, known: problem, max: rules.max, long: rules.long, count: count };
return text.replace(/\{([a-z]+)\}/g, function (all, name) { return values[name]; });
}
function bearer() { return root.querySelector("input[type=radio]:checked").value; }
function clear(element) { while (element.firstChild) element.removeChild(element.firstChild); }
function told(parent, label, problems) {
var ul = problems.length ? make("ul", parent) : null, i;
for (i = 0; i < problems.length; i++) make("li", ul, filled(texts.problems[problems[i][0]], label, problems[i][1]));
}
function show() {
var text = field.value, asked = check(text), found = suggest(text, bearer()), fatal = illegal(asked[0]).length > 0, i, item;
clear(verdict);
clear(list);
status.textContent = "";
if (!asked[0]) return;
if (asked[0].indexOf(" ") < 0) {
make("p", verdict, filled(fatal ? texts.wanted_bad : asked[1].length ? texts.wanted_warning : texts.wanted_ok, asked[0]));
told(verdict, asked[0], asked[1]);
}
found = found.filter(function (one) { return one[0] !== asked[0]; });
if (found.length) make("h" + (level + 1), list, texts.suggestions);
for (i = 0; i < found.length; i++) {
item = item || make("ul", list, "", { "class": "names" });
told(make("li", item, "**" + found[i][0] + "**." + suffix[bearer()]), found[i][0], found[i][1]);
}
status.textContent = found.length ? filled(texts.found, "", "", found.length) : asked[0].indexOf(" ") < 0 ? "" : texts.none;
make("p", list, texts.not_checked);
if (lookup) make("a", make("p", list), texts.look_up, { href: "https://" + lookup, rel: "noopener nofollow external" });
}
function radio(parent, value, text) {
var label = make("label", parent);
make("input", label, "", { type: "radio", name: "cua-ai", value: value }).checked = value === "person";
label.appendChild(document.createTextNode(" " + text));
}
make("h" + level, root, texts.heading, { id: "thu-ten" });
make("label", root, texts.label, { "for": "ten-muon" });
make("p", root, texts.hint, { id: "ten-goi-y" });
field = make("input", root, "", { id: "ten-muon", type: "text", maxlength: 120, autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "ten-goi-y" });
kinds = make("fieldset", root);
make("legend", kinds, texts.kind);
radio(kinds, "person", texts.person);
radio(kinds, "trade", texts.trade);
kinds.onchange = show;
status = make("p", root, "", { role: "status" });
verdict = make("div", root, "", { "class": "verdict" });
list = make("div", root);
make("p", root, texts["private"]);
field.oninput = show;
