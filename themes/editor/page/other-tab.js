// One tab at a time: when another takes the work, this one stops, says so, and can take it back.
import { byId } from "./dom.js";
import { isOfAnother, onOtherKeeper } from "./store.js";
import { giveAway, KEEPING, keepNow, WORK } from "./work.js";

/** @returns {boolean} whether something that was made in this tab is kept nowhere */
export function isUnkeptHere() {
  return KEEPING.isTaken && KEEPING.isUnkept;
}

/** Show, instead of the questions, that the work is open in another tab. */
export function showTaken() {
  byId("bat-dau").hidden = byId("lam").hidden = true;
  byId("noi-ngoai").hidden = true;
  byId("chua-luu").hidden = !isUnkeptHere();
  byId("tab-khac").hidden = false;
  document.body.classList.add("making");
  scrollTo(0, 0);
  byId("tab-khac-ten").focus({ preventScroll: true });
}

/** Stop as soon as another tab takes the work. @param {() => Promise<void>} takeBack @param {() => Promise<void>} showStart */
export function startWatching(takeBack, showStart) {
  KEEPING.onTaken = () => (byId("bat-dau").hidden ? showTaken() : void showStart());
  onOtherKeeper(() => {
    if (WORK.kind && !KEEPING.isTaken) giveAway();
    else if (!byId("bat-dau").hidden) void showStart();
  });
  // Browsers let tabs in the background sleep: what happened meanwhile is seen when the owner comes back.
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible" || !WORK.kind || KEEPING.isTaken || KEEPING.isTaking) return;
    const { photos } = WORK;
    if ((await isOfAnother()) && WORK.photos === photos && !KEEPING.isTaken && !KEEPING.isTaking) giveAway();
  });
  addEventListener("blur", () => void keepNow()); // two windows side by side: neither is hidden
  addEventListener("beforeunload", (event) => isUnkeptHere() && event.preventDefault());
  byId("dung-o-day").addEventListener("click", takeBack);
}
