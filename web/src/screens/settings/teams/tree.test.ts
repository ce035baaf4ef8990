import { expect, test } from "vitest";
import type { Team } from "@/api/types";
import { branches, placesFor } from "./tree";

const team = (id: string, parent: string | null = null): Team => ({ id, name: id, parent, members: [], main: [] });
const TEAMS = [team("sales"), team("north", "sales"), team("aid"), team("far north", "north")];
const names = (found: ReturnType<typeof branches>) => found.map(({ team: { id }, depth }) => `${depth} ${id}`);

test("each team is followed by those within it", () => {
  expect(names(branches(TEAMS))).toEqual(["0 aid", "0 sales", "1 north", "2 far north"]);
});

test("a team may not stand within itself", () => {
  expect(names(placesFor(TEAMS, team("north", "sales")))).toEqual(["0 aid", "0 sales"]);
  expect(placesFor(TEAMS, null)).toHaveLength(4);
});
