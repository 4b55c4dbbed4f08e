// Files that hosts and search engines read. The long ones are data with a hole for the policy.
import { xml } from "./text.js";

/** @param {string} base @returns {string} */
export function robots(base) {
  return "User-agent: *\nAllow: /\n" + (base ? `\nSitemap: ${base}sitemap.xml\n` : "");
}

/** @param {string} base @param {string[]} paths @param {string} day @returns {string} */
export function sitemap(base, paths, day) {
  const rows = paths.map((path) => `<url><loc>${xml(base + path.replace(/index\.html$/, ""))}</loc><lastmod>${day}</lastmod></url>\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join("")}</urlset>\n`;
}

/** @param {string} name @param {string} lang @param {string} theme @param {string} ground @returns {string} */
export function webManifest(name, lang, theme, ground) {
  const letters = [...name];
  const icons = [192, 512].map((size) => ({ src: `icon-${size}.png`, sizes: `${size}x${size}`, type: "image/png", purpose: "any maskable" }));
  const made = {
    name,
    short_name: letters.length <= 12 ? name : letters.slice(0, 11).join("").trimEnd() + "…",
    lang,
    start_url: "./",
    scope: "./",
    display: "browser",
    theme_color: theme,
    background_color: ground,
    icons,
  };
  return JSON.stringify(made, null, 1) + "\n";
}

/** Return bytes for people: "11 kB", "1,2 MB". @param {number} size @returns {string} */
export function kilobytes(size) {
  if (size >= 1e6) return `${(size / 1e6).toFixed(1)} MB`.replace(".", ",");
  return `${Math.max(1, Math.round(size / 1000))} kB`;
}
