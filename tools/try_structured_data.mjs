// Checks the JSON-LD of every page under a folder against Google's rules for rich results and schema.org's vocabulary.
//
//   npm install @adobe/structured-data-validator@1.7.1 @marbec/web-auto-extractor   (in a folder of its own)
//   cp tools/try_structured_data.mjs THAT_FOLDER && node THAT_FOLDER/try_structured_data.mjs dist/site [schemaorg-all-https.jsonld]
//
// The vocabulary is data/releases/*/schemaorg-all-https.jsonld of https://github.com/schemaorg/schemaorg; without it only
// Google's rules are checked. Exit code 1 when something is wrong; what Google only recommends is not told.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import validators from "@adobe/structured-data-validator";
import extractors from "@marbec/web-auto-extractor";

const Validator = validators.Validator ?? validators;
const Extractor = extractors.default ?? extractors;
const [folder, vocabulary] = process.argv.slice(2);
const known = vocabulary && JSON.parse(readFileSync(vocabulary, "utf8").replace(/"https?:\/\/schema\.org\//g, '"schema:'));

const found = new Map();
let pages = 0;
for (const path of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"))) {
  const data = new Extractor({ addLocation: true }).parse(readFileSync(join(folder, path), "utf8"));
  if (!Object.keys(data.jsonld ?? {}).length) continue;
  pages += 1;
  for (const issue of await new Validator(known).validate(data)) {
    const wrong = issue.severity === "ERROR" || issue.issueMessage.includes("not supported by the schema.org");
    if (wrong) found.set(`${path}: ${issue.path.map((step) => step.type).join(" > ")}: ${issue.issueMessage}`, true);
  }
}
for (const line of found.keys()) console.log(line);
console.log(`${pages} pages, ${found.size} problems`);
process.exitCode = found.size ? 1 : 0;
