import { readdirSync } from "node:fs";

/** The TypeScript files under a folder, as paths relative to it. */
export function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.replace(/\/+/g, "/").slice(folder.length))
    .sort();
}
