// Fails when what a browser loads before the first screen is more than 300 kB of gzipped JavaScript.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 300 * 1024;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
const files = new Set();
const add = (chunk) => {
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const name of chunk.imports ?? []) add(manifest[name]);
};
add(entry);
let total = 0;
for (const file of files) total += gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;
process.stdout.write(
  `Initial JavaScript: ${kilobytes(total)} gzip in ${files.size} files, at most ${kilobytes(MOST)}.\n`,
);
if (total > MOST) {
  process.stderr.write("Too much JavaScript loads before the first screen. Load what it does not need with lazy().\n");
  process.exit(1);
}
