import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { sourceFiles } from "../../scripts/source-files.mjs";

const SRC = `${resolve(import.meta.dirname, "..")}/`;
/** Attributes whose text a person reads or hears. */
const READ = new Set(["aria-label", "alt", "title", "label", "placeholder", "description", "kept", "problem", "intro"]);
const LETTERS = /\p{L}{2}/u;

/** Text in JSX, or in an attribute that is read, which does not come from `t` or `plural`. */
function hardCoded(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, words: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1}: ${words.trim()}`);
  };
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node) && LETTERS.test(node.text)) report(node, node.text);
    if (ts.isJsxAttribute(node) && READ.has(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
      if (value && ts.isStringLiteralLike(value) && LETTERS.test(value.text)) report(node, value.text);
    }
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) {
      if (ts.isStringLiteralLike(node.expression) && LETTERS.test(node.expression.text))
        report(node, node.expression.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test("the reader finds text that is not translated", () => {
  const text = `const a = <p title="Two words">Some text {"and more"} {t("fine")}</p>;`;
  expect(hardCoded("a.tsx", text)).toHaveLength(3);
});

test("no component holds a text outside the translation layer", () => {
  const components = sourceFiles(SRC).filter((path) => path.endsWith(".tsx") && !path.includes(".test."));
  expect(components.length).toBeGreaterThan(50);
  expect(components.flatMap((path) => hardCoded(path, readFileSync(SRC + path, "utf8")))).toEqual([]);
});

test("no text is translated when a module loads, before the language is known", () => {
  const early = sourceFiles(SRC)
    .filter((path) => !path.includes(".test.") && !path.startsWith("lib/i18n/"))
    .flatMap((path) => translatedEarly(path, readFileSync(SRC + path, "utf8")));
  expect(early).toEqual([]);
});

/** Calls of `t` and `plural` that no function encloses. */
function translatedEarly(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node) && ["t", "plural"].includes(node.expression.getText()))
      found.push(`${path}: ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
