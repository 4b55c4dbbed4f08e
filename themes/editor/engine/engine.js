// The engine as the tests and the page see it.
import { completed } from "./answers.js";
import { idNumber, judged } from "./checks.js";
import { qrMatrix } from "./qr.js";
import { buildSite } from "./site.js";
import { filesOfZip, zipOf } from "./zip.js";

export const ENGINE = { completed, idNumber, judged, qrMatrix, buildSite, zipOf, filesOfZip };
