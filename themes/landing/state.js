// Shows the words of the reader's own day (UTC+7, whatever the phone is set to) once an offer has changed its state.
(function () {
var days = $DAYS$, spots = document.querySelectorAll("[data-s]"), now = 0, i;
var today = new Date(new Date().getTime() + 25200000).toISOString().slice(0, 10);
for (i = 1; i < days.length; i++) if (today >= days[i]) now = i;
if (now) for (i = 0; i < spots.length; i++) spots[i].hidden = spots[i].getAttribute("data-s").indexOf(now) < 0;
})();
