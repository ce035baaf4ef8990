import { describe, expect, it } from "vitest";
import type { Filter } from "@/api/types";
import { fieldMeta, objectMeta } from "@/testing/metadata";
import type { SavedView } from "./savedViews";
import { addressOf, isChanged, isEmpty, listViews, settingsOf, viewOf } from "./viewState";

const mine: Filter = { field: "captain", op: "eq", value: "me" };
const boat = objectMeta("boat", [fieldMeta("name", "text"), fieldMeta("captain", "user")], {
  views: [
    { key: "all", label: "All", layout: "table", filter: null, sort: "" },
    { key: "mine", label: "Mine", layout: "board", filter: mine, sort: "-name" },
  ],
  board: { lanes: "stage", card: [], total: null, weighted: null },
});
const saved: SavedView = {
  id: "s1",
  object: "boat",
  label: "Old ones",
  layout: "table",
  filter: { value: "me", op: "eq", field: "captain" },
  sort: "name",
  columns: ["captain"],
  shared: false,
  mine: true,
  position: 0,
};
const views = listViews(boat, [saved]);

describe("the view of an address", () => {
  it("is the first one when the address names none or one that is gone", () => {
    expect(viewOf(views, {}).key).toBe("all");
    expect(viewOf(views, { view: "gone" }).key).toBe("all");
    expect(viewOf(views, { view: "s1" }).label).toBe("Old ones");
  });

  it("takes sort and columns from the object where the view has none", () => {
    expect(settingsOf(boat, viewOf(views, {}), {})).toEqual({
      layout: "table",
      filter: null,
      sort: "name",
      columns: ["name", "captain"],
    });
  });

  it("comes back from the address that it was written to", () => {
    const view = viewOf(views, { view: "mine" });
    const changed = { layout: "table" as const, filter: null, sort: "name", columns: ["name"] };
    const address = addressOf(views, view, changed);
    expect(address).toEqual({ view: "mine", layout: "table", filter: { and: [] }, sort: "name", columns: ["name"] });
    expect(settingsOf(boat, view, address)).toEqual(changed);
  });

  it("says nothing but its name while nothing is changed", () => {
    const view = viewOf(views, { view: "mine" });
    expect(addressOf(views, view, view.settings)).toEqual({ view: "mine" });
    expect(addressOf(views, viewOf(views, {}), viewOf(views, {}).settings)).toEqual({});
  });

  it("is not changed by the order of keys in a filter", () => {
    const view = viewOf(views, { view: "s1" });
    expect(isChanged(view, { ...view.settings, filter: mine })).toBe(false);
    expect(isChanged(view, { ...view.settings, sort: "-name" })).toBe(true);
  });
});

describe("a filter without conditions", () => {
  it("is empty however deep it is", () => {
    expect(isEmpty({ and: [{ or: [] }] })).toBe(true);
    expect(isEmpty({ and: [mine] })).toBe(false);
  });
});
