// Offers to search the directory for the last words of the address.
(function () {
var words = "", spot = document.getElementById("gan");
try { words = decodeURIComponent(location.pathname); } catch (e) { return; }
words = words.replace(/\/+$/, "").split("/").pop().replace(/\.html?$/, "").replace(/[-_+.]+/g, " ").slice(0, 40);
if (!words || words === "404") return;
if (/^\d{3,4}$/.test(words)) words = ("00" + words).slice(-5);
spot.getElementsByTagName("b")[0].textContent = words;
spot.firstElementChild.href += "#tim=" + encodeURIComponent(words);
spot.hidden = false;
})();
