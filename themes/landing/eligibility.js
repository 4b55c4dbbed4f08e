// Answers for an exact date, and keeps the spans true on the reader's own day (UTC+7); a clock that is slow
// counts as that of the build. Nothing is sent or stored.
var rule = $RULE$, targets = $TARGETS$, answers = $ANSWERS$, spans = $SPANS$, problems = $PROBLEMS$, labels = $MORE$;
var today = Math.max(Math.floor((new Date().getTime() + 25200000) / 864e5), dayFrom($BUILT$)), entry = document.querySelector(".entry"), boxes = entry.getElementsByTagName("input");
var said = entry.querySelector(".said"), more = said.querySelector("a"), list = document.querySelectorAll(".answers a"), i;
function shown(day) { var p = partsOf(day); return ("0" + p[2]).slice(-2) + "/" + ("0" + p[1]).slice(-2) + "/" + p[0]; }
function filled(text, dates) {
for (var name in dates) text = text.split("{" + name + "}").join(shown(dates[name]));
return text;
}
function say(kind, html, target) {
said.className = "said " + kind;
said.querySelector("p").innerHTML = html;
more.hidden = !target;
if (!target) return;
more.href = target;
more.firstChild.nodeValue = labels[target === $QUESTION$ ? 1 : 0] + " ";
}
function answer() {
var text = [], day, p, result, words;
for (i = 0; i < 3; i++) text.push(boxes[i].value.replace(/\s/g, ""));
if (!/^\d{1,2},\d{1,2},\d{4}$/.test(text.join(","))) return say("problem", problems[0]);
day = dayOf(+text[2], +text[1], +text[0]);
p = partsOf(day);
if (p[0] !== +text[2] || p[1] !== +text[1] || p[2] !== +text[0] || p[0] < 1800) return say("problem", problems[1]);
if (day > today) return say("problem", problems[2]);
result = decide(rule, day, today);
words = answers[result[0]];
say(words[1], filled(words[0], result[1]), targets[result[0]] || targets[judge(rule, day, today)[0]]);
}
// Days with one target follow each other, so each limit is found by halving.
function targetOf(day) { return targets[judge(rule, day, today)[0]]; }
function firstWith(target, low, high) {
var middle;
while (low < high) {
middle = Math.floor((low + high) / 2);
if (targetOf(middle) === target) high = middle; else low = middle + 1;
}
return low;
}
function refresh() {
var found = [], oldest = today - 47500, last = today, day, first, label;
while (last >= oldest) {
first = firstWith(targetOf(last), oldest, last);
found.push([targetOf(last), first > oldest ? first : null, last]);
last = first - 1;
}
for (i = 0; i < list.length; i++) for (day = 0; day < found.length; day++) if (list[i].getAttribute("href") === found[day][0]) {
label = found[day][1] === null ? spans[0] : found[day][2] === today ? spans[2] : found[day][1] === found[day][2] ? spans[3] : spans[1];
list[i].querySelector("b").innerHTML = filled(label, { first: found[day][1], last: found[day][2] });
}
document.getElementById("tinh-den").innerHTML = filled($AS_OF$, { today: today });
}
refresh();
entry.hidden = false;
entry.querySelector("button").onclick = answer;
entry.onkeydown = function (event) { if (event.keyCode === 13 && event.target.tagName === "INPUT") answer(); };
