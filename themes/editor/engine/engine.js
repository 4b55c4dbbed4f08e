// The engine as the tests and the page see it.
import { completed } from "./answers.js";
import { qrMatrix } from "./qr.js";
import { buildSite } from "./site.js";
import { filesOfZip, zipOf } from "./zip.js";

export const ENGINE = { completed, qrMatrix, buildSite, zipOf, filesOfZip };
