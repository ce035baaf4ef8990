// Fails when a file of web/src imports upwards, when two features know each other, or when generic code names an object.
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { sourceFiles } from "./source-files.mjs";

const SRC = `${resolve(import.meta.dirname, "../src")}/`;

/** A layer may import from those below it and from itself. */
const LEVEL = { lib: 0, ui: 1, api: 2, records: 3, fields: 4, features: 5, objects: 5, screens: 6, app: 7 };
/** `ui` and `lib` are one level of the drawing; within it `ui` builds on `lib`. `testing` may use everything, nothing uses it. */
const ISLANDS = ["features", "objects"];
const NAMES = /\b(deals?|persons?|people|company|companies)\b/i;

export function problemsOf(path, text) {
  const [layer, part] = path.split("/");
  if (layer === "testing" || path.includes(".test.")) return [];
  const problems = [];
  for (const imported of importsOf(path, text)) {
    const [target, targetPart] = imported.split("/");
    if (target === "testing") problems.push(`${path}: nothing but tests imports from testing/.`);
    else if (!(target in LEVEL)) problems.push(`${path}: imports ${imported}, which is in no layer.`);
    else if (LEVEL[target] > LEVEL[layer])
      problems.push(`${path}: ${layer} may not import from ${target} (${imported}).`);
    else if (ISLANDS.includes(layer) && ISLANDS.includes(target) && (layer !== target || isForeign(part, targetPart))) {
      problems.push(`${path}: ${layer}/${part} may not import from ${target}/${targetPart}.`);
    }
  }
  if (layer !== "objects" && !path.startsWith("api/generated/")) {
    text.split("\n").forEach((line, at) => {
      const name = line.match(NAMES)?.[0];
      if (name && !isShapeComment(line)) problems.push(`${path}:${at + 1}: generic code names an object: "${name}".`);
    });
  }
  return problems;
}

function isForeign(part, targetPart) {
  // The index of objects/ brings its folders together; a folder knows only itself.
  return part !== targetPart && part !== "index.ts";
}

function isShapeComment(line) {
  // People who use the product are people too: comments may speak of them, code may not.
  return /^\s*(\/\/|\/?\*)/.test(line);
}

function importsOf(path, text) {
  const found = [];
  const file = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const visit = (node) => {
    const named =
      ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) ||
      (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]);
    if (named && ts.isStringLiteral(named)) found.push(named.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.flatMap((name) => {
    if (name.startsWith("@/")) return [name.slice(2)];
    if (name.startsWith(".")) return [relative(SRC, resolve(SRC, path, "..", name))];
    return [];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = sourceFiles(SRC).flatMap((path) => problemsOf(path, readFileSync(SRC + path, "utf8")));
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(problems.length ? 1 : 0);
}
