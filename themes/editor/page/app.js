// The page: which kind, the steps, the preview, the end.
import { byId, el, loadScript } from "./dom.js";
import { OPEN } from "./fields.js";
import { loadedKind, openedFile } from "./opening.js";
import { keepOffline } from "./offline.js";
import { announce, SAID } from "./said.js";
import { drawSoon, isPreviewing, setPreviewing, showChoices, startShowing } from "./showing.js";
import { goTo, showJudged, stepInto, undo } from "./steps.js";
import { isUnkeptHere, showTaken, startWatching } from "./other-tab.js";
import { forgetWork, keptWork } from "./store.js";
import { fill } from "./text.js";
import { beginWork, KEEPING, keepAtLast, keepNow, LISTENERS, photosReady, rememberHere, WORK } from "./work.js";

const KIND = /^#(shop|coop|profile)$/;
// Browsers inside other programs have no way to save a file; Android marks them with "wv".
const IN_APP = /Zalo|FBAN|FBAV|FB_IAB|Instagram|musical_ly|TikTok|\bLine\/|; wv\)/i;
/** @type {{judging: any}} */
const PAGE = { judging: 0 };
const OFFLINE_FILES = ["shop.js", "coop.js", "profile.js", "ten.js", "js-yaml.js", "markdown-it.js", "chu-thuong.ttf", "chu-dam.ttf", "trang.js", ""];

// The start.

async function showStart() {
  const { state } = history;
  await keepNow();
  const kept = await keptWork();
  if (history.state !== state) return; // work has begun meanwhile, or the owner went on to it
  const name = kept && ((kept.kind === "profile" ? kept.values.basics?.name : kept.values.name) || "");
  byId("lam-tiep").replaceChildren(...(kept ? [
    el("button", { type: "button", class: "main-button", onclick: continueWork }, name ? fill(SAID.continue, { name }) : SAID.continue_unnamed),
    el("button", { type: "button", class: "small-button", onclick: forget }, SAID.delete)] : []));
  byId("lam-tiep").hidden = !kept;
  byId("gioi-thieu").hidden = Boolean(kept);
  byId("bat-dau").hidden = false;
  byId("lam").hidden = byId("tab-khac").hidden = true;
  document.body.classList.remove("making");
}

async function continueWork() {
  await guarded(async () => {
    const kept = await keptWork(); // another tab may have written since the button was shown
    if (kept) begin(await loadedKind(kept.kind), kept.values, new Map(kept.photos), kept.step);
    else await showStart();
  });
}

/** Take the work back from the other tab. What was not kept here is one step of undo away. */
async function takeBack() {
  await photosReady();
  const here = isUnkeptHere() ? rememberHere() : null;
  if (await keptWork()) await continueWork();
  else begin(WORK.kind, WORK.values, new Map(WORK.photos), WORK.step); // deleted there: what is seen here is all there is
  if (!here || KEEPING.isTaken) return;
  WORK.past.push(here);
  byId("hoan-tac").disabled = false;
  announce(SAID.other_tab_newer, undo);
}

/** @param {string} kind */
async function startKind(kind) {
  if ((await keptWork()) && !confirm(SAID.replace_ask)) {
    history.replaceState(null, "", location.pathname);
    return;
  }
  await guarded(async () => begin(await loadedKind(kind), {}, new Map(), 0));
}

/** @param {Event} event */
async function openChosen(event) {
  const input = /** @type {HTMLInputElement} */ (event.target), file = input.files?.[0];
  if (!file) return;
  if ((await keptWork()) && !confirm(SAID.replace_ask)) {
    input.value = "";
    return;
  }
  await guarded(async () => {
    const { kind, values, photos } = await openedFile(file);
    begin(kind, values, photos, 0);
    announce(fill(SAID.opened, { name: file.name }));
  });
  input.value = "";
}

/** Do something that may fail, and say how. @param {() => Promise<void>} act */
async function guarded(act) {
  announce(SAID.loading);
  try {
    await act();
    if (byId("noi").textContent === SAID.loading) announce("");
  } catch (error) {
    announce(SAID[`open_${/** @type {Error} */ (error).message}`] || SAID.failed, null, true);
  }
}

async function forget() {
  if (!confirm(SAID.delete_ask)) return;
  clearTimeout(KEEPING.last);
  WORK.kind = null;
  await forgetWork();
  history.replaceState(null, "", location.pathname);
  await showStart();
  announce(SAID.deleted);
  byId("chon-loai").focus();
}

/** @param {any} kind @param {any} values @param {Map<string, any>} photos @param {number} step */
function begin(kind, values, photos, step) {
  OPEN.clear();
  history.replaceState(null, "", location.pathname);
  history.pushState({ step }, "", `#buoc-${step + 1}`);
  byId("bat-dau").hidden = byId("tab-khac").hidden = true;
  byId("lam").hidden = false;
  document.body.classList.add("making");
  beginWork(kind, values, photos, step);
  showChoices();
  stepInto(step);
  loadScript("ten.js").then(showJudged, () => {});
}

/** Follow the way back of the telephone or the browser. @param {any} state */
async function follow(state) {
  const kind = KIND.exec(location.hash);
  if (!state && !kind && location.hash) return; // a link inside the page
  if (isPreviewing() && !state?.previews) setPreviewing(false);
  if (WORK.kind && state && "step" in state && KEEPING.isTaken) showTaken();
  else if (WORK.kind && state && "step" in state) {
    if (byId("lam").hidden) {
      byId("bat-dau").hidden = true;
      byId("lam").hidden = false;
      document.body.classList.add("making");
    }
    if (state.previews) setPreviewing(true);
    else if (state.step !== WORK.step || !byId("ten-buoc").textContent) stepInto(state.step);
  } else if (kind) await startKind(kind[1]);
  else await showStart();
}

LISTENERS.push(() => {
  clearTimeout(PAGE.judging);
  PAGE.judging = setTimeout(showJudged, 120);
  byId("hoan-tac").disabled = !WORK.past.length;
  drawSoon();
});
byId("tiep").addEventListener("click", () => goTo(WORK.step + 1));
byId("lui").addEventListener("click", () => goTo(WORK.step - 1));
byId("xem").addEventListener("click", () => {
  history.pushState({ step: WORK.step, previews: true }, "", location.hash);
  setPreviewing(true);
});
startShowing(() => history.back());
byId("xoa").addEventListener("click", forget);
byId("hoan-tac").addEventListener("click", undo);
byId("ve-dau").addEventListener("click", async () => {
  history.pushState(null, "", location.pathname);
  await showStart();
  scrollTo(0, 0);
});
startWatching(takeBack, showStart);
byId("mo-tep").addEventListener("change", openChosen);
byId("mau-don").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
addEventListener("popstate", (event) => void follow(event.state));
addEventListener("pagehide", keepAtLast);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepAtLast());
if (IN_APP.test(navigator.userAgent)) byId("trong-app").hidden = false;
byId("chep").addEventListener("click", () => {
  const done = navigator.clipboard?.writeText(location.origin + location.pathname);
  Promise.resolve(done ?? Promise.reject(new Error("none"))).then(() => announce(SAID.copied), () => announce(location.origin + location.pathname, null, true));
});
if (!("CompressionStream" in globalThis)) byId("trinh-duyet-cu").hidden = false;
document.body.classList.add("ready");
byId("cham").remove();
void showStart().then(() => {
  const kind = KIND.exec(location.hash);
  if (kind) void startKind(kind[1]);
});
addEventListener("load", () => setTimeout(() => void keepOffline(OFFLINE_FILES).then((isThere) => {
  byId("ngoai-tuyen").hidden = !isThere;
}), 4000));
