// Copies what Comity ships out of node_modules, and lists the checksums.
//
//   cd frontend && npm run refresh
//
// Review the difference and commit it with SHA256SUMS, which is checked by
// `sha256sum --check frontend/SHA256SUMS` from the root and by the tests.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const modules = join(here, "node_modules");
const website = "src/comity/website/static/website/vendor";
const formats = "src/comity/formats/data";

// The components in use, in the order in which Designsystemet layers them.
const components = [
  "alert", "breadcrumbs", "button", "card", "chip", "details", "divider",
  "field", "fieldset", "heading", "input", "label", "link", "list",
  "pagination", "paragraph", "table", "tag", "validation-message",
];

const designsystemet = join(modules, "@digdir/designsystemet-css");
const component = (name) =>
  readFileSync(join(designsystemet, "dist/src", `${name}.css`), "utf8").trim();

const styles = [
  "@layer ds.theme, ds.base, ds.components;",
  `@layer ds.base{${component("base")}}`,
  ...components.map((name) => `@layer ds.components{${component(name)}}`),
].join("\n");

const files = [
  [`${website}/designsystemet.css`, styles + "\n"],
  [`${website}/designsystemet-theme.css`,
    readFileSync(join(designsystemet, "dist/theme/designsystemet.css"))],
  [`${website}/designsystemet-LICENSE.txt`, readFileSync(join(designsystemet, "LICENSE"))],
  [`${website}/htmx.min.js`, readFileSync(join(modules, "htmx.org/dist/htmx.min.js"))],
  [`${website}/htmx-LICENSE.txt`, readFileSync(join(modules, "htmx.org/LICENSE"))],
  [`${formats}/countries-50m.json`,
    readFileSync(join(modules, "world-atlas/countries-50m.json"))],
  [`${formats}/world-atlas-LICENSE.txt`, readFileSync(join(modules, "world-atlas/LICENSE"))],
];

const sums = files.map(([path, content]) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  return `${createHash("sha256").update(content).digest("hex")}  ${path}`;
});
writeFileSync(join(here, "SHA256SUMS"), sums.sort().join("\n") + "\n");
