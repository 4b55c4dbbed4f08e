// The engine as the tests and the page see it.
import { completed } from "./answers.js";
import { idNumber, judged } from "./checks.js";
import { advised } from "./judging.js";
import { labelOf } from "./labels.js";
import { nearest } from "./nearest.js";
import { qrMatrix } from "./qr.js";
import { buildSite } from "./site.js";
import { filesOfZip, zipOf } from "./zip.js";

export const ENGINE = { advised, completed, idNumber, judged, labelOf, nearest, qrMatrix, buildSite, zipOf, filesOfZip };
