// The rules about dates of generator/eligibility.py once more; a test compares the two. Days are whole numbers.
function dayOf(year, month, day) {
var moment = new Date(Date.UTC(2000, month - 1, day));
moment.setUTCFullYear(year, month - 1, day);
return moment.getTime() / 864e5;
}
function dayFrom(text) { var p = text.split("-"); return dayOf(+p[0], +p[1], +p[2]); }
function partsOf(day) { var m = new Date(day * 864e5); return [m.getUTCFullYear(), m.getUTCMonth() + 1, m.getUTCDate()]; }
function anniversary(day, years) {
var p = partsOf(day), year = p[0] + years, same = dayOf(year, p[1], p[2]);
return partsOf(same)[1] === p[1] ? [same, same] : [dayOf(year, 2, 28), dayOf(year, 3, 1)];
}
// Returns the reason, then the dates that its words may name.
function judge(rule, moment, on) {
var opens = dayFrom(rule.opens), closes = dayFrom(rule.closes), day = Math.max(on, opens), full, of, ends, over, reason;
if (rule.years) {
full = anniversary(moment, rule.years);
reason = day < full[0] ? "eligible" : day <= full[1] ? "doubtful-anniversary" : "enterprise-too-old";
return [reason, { sure_until: Math.min(full[0] - 1, closes), doubt_until: Math.min(full[1], closes) }];
}
of = anniversary(moment, rule.min);
ends = anniversary(moment, rule.max);
over = anniversary(moment, rule.max + 1);
reason = day < of[0] ? (of[1] <= closes ? "under-age" : "under-age-too-late") : day < of[1] ? "leap-day" : day < ends[0] ? "eligible" : day < over[1] ? "doubtful-age" : "over-age";
return [reason, { of_age: of[1], sure_until: Math.min(ends[0] - 1, closes), doubt_until: Math.min(over[1] - 1, closes) }];
}
function decide(rule, moment, on) {
var said = judge(rule, moment, on);
if (/^(eligible|leap-day|doubtful)/.test(said[0])) {
if (on < dayFrom(rule.opens)) said[0] = "not-open";
if (on > dayFrom(rule.closes)) said[0] = "ended";
}
return said;
}
