import { expect, test } from "vitest";
import { problemsOf } from "./check-layers.mjs";

test.each([
  ["ui/Dot.tsx", `import { get } from "@/api/client";`],
  ["lib/hue.ts", `import { Dot } from "../ui/Dot";`],
  ["records/cache.ts", `import { FactList } from "@/fields/FactList";`],
  ["features/list/List.tsx", `import { Board } from "@/features/board/Board";`],
  ["features/list/List.tsx", `import { Board } from "../board/Board";`],
  ["features/list/List.tsx", `import "@/objects/boat";`],
  ["objects/boat/index.ts", `import { List } from "@/features/list/List";`],
  ["objects/boat/index.ts", `import "../harbour/index";`],
  ["screens/object/ObjectScreen.tsx", `const Lazy = lazy(() => import("@/app/router"));`],
  ["fields/registry.ts", `export { a } from "@/screens/a";`],
  ["app/App.tsx", `import { draw } from "@/testing/draw";`],
])("%s may not hold %s", (path, text) => {
  expect(problemsOf(path, text)).toHaveLength(1);
});

test.each([
  ["ui/Dot.tsx", `import { hueOf } from "@/lib/hue";`],
  ["features/list/List.tsx", `import { Row } from "./Row";`],
  ["screens/object/ObjectScreen.tsx", `import { Board } from "@/features/board/Board";`],
  ["objects/index.ts", `import "./boat";`],
  ["app/main.tsx", `import "@/objects";`],
  ["lib/hue.ts", `import { t } from "i18next";`],
])("%s may hold %s", (path, text) => {
  expect(problemsOf(path, text)).toEqual([]);
});

test("generic code names no object, its comments may speak of whom they like", () => {
  expect(problemsOf("ui/Dot.tsx", `const key = "deal";`)).toHaveLength(1);
  expect(problemsOf("ui/Dot.tsx", "// Each person has a colour.")).toEqual([]);
  expect(problemsOf("objects/deal/index.ts", `const key = "deal";`)).toEqual([]);
});
