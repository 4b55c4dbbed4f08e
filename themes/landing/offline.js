// Shows the state of the offer on the reader's own day (UTC+7); without script the day of the edition stands.
(function () {
var today = new Date(new Date().getTime() + 25200000).toISOString().slice(0, 10), spots = document.querySelectorAll("[data-until]"), i;
for (i = 0; i < spots.length; i++) spots[i].hidden = today < spots[i].getAttribute("data-from") || today > spots[i].getAttribute("data-until");
})();
