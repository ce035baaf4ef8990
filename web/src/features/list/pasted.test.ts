import { describe, expect, it, vi } from "vitest";
import { createFormats } from "@/lib/formats";
import { fieldMeta } from "@/testing/metadata";
import { answerRequests } from "@/testing/server";
import { type Known, readPasted } from "./pasted";

const known: Known = {
  formats: createFormats({ locale: "de-DE", timeZone: "Europe/Berlin", currency: "EUR" }),
  users: [{ id: "u2", name: "Mira Kohl", email: "mira@example.com", active: true }],
  teams: [{ id: "t1", name: "North", parent: null, members: [], main: [] }],
  me: { id: "u1", name: "Dana Umber" },
};
const choices = [
  { value: "web", label: "Website" },
  { value: "fair", label: "Trade fair" },
];
const read = (text: string, field = fieldMeta("x", "text")) => readPasted(text, field, known);

describe("a pasted cell", () => {
  it("is a number in the person's own writing or in plain digits", async () => {
    expect(await read("1.234,5", fieldMeta("x", "number"))).toEqual({ value: 1234.5 });
    expect(await read("12,5 %", fieldMeta("x", "percent"))).toEqual({ value: 12.5 });
    expect(await read("12.5", fieldMeta("x", "number"))).toEqual({ value: 12.5 });
    expect(await read("many", fieldMeta("x", "number"))).toHaveProperty("problem");
  });

  it("is money with its own currency or that of the workspace", async () => {
    expect(await read("1.200 USD", fieldMeta("x", "money"))).toEqual({ value: { amount: "1200", currency: "USD" } });
    expect(await read("-5", fieldMeta("x", "money", { options: { min: 0 } }))).toHaveProperty("problem");
  });

  it("is a choice by its label or its value, however it is written", async () => {
    const field = fieldMeta("x", "choice", { options: { choices } });
    expect(await read("website", field)).toEqual({ value: "web" });
    expect(await read("fair", field)).toEqual({ value: "fair" });
    expect(await read("phone", field)).toEqual({ problem: "“phone” is none of the choices." });
  });

  it("is several choices between commas, and nothing when one is wrong", async () => {
    const field = fieldMeta("x", "multi_choice", { options: { choices } });
    expect(await read("Website, Trade fair", field)).toEqual({ value: ["web", "fair"] });
    expect(await read("Website, Phone", field)).toHaveProperty("problem");
  });

  it("is a member by name or email, or whoever pastes", async () => {
    const field = fieldMeta("x", "user");
    expect(await read("mira kohl", field)).toEqual({ value: { id: "u2", name: "Mira Kohl" } });
    expect(await read("mira@example.com", field)).toEqual({ value: { id: "u2", name: "Mira Kohl" } });
    expect(await read("me", field)).toEqual({ value: { id: "u1", name: "Dana Umber" } });
  });

  it("is a link only to the one record with exactly that title", async () => {
    const results = [
      { object: "harbour", id: "h1", title: "Kiel", subtitle: null },
      { object: "harbour", id: "h2", title: "Kiel North", subtitle: null },
    ];
    answerRequests(() => ({ body: { results } }));
    const field = fieldMeta("x", "link", { options: { target: "harbour" } });
    expect(await read("kiel", field)).toEqual({ value: { id: "h1", title: "Kiel" } });
    expect(await read("Rostock", field)).toEqual({ problem: "No record is called “Rostock”." });
    vi.unstubAllGlobals();
  });

  it("empties a field unless it is required", async () => {
    expect(await read("", fieldMeta("x", "date"))).toEqual({ value: null });
    expect(await read(" ", fieldMeta("x", "tags"))).toEqual({ value: [] });
    expect(await read("", fieldMeta("x", "text", { required: true }))).toHaveProperty("problem");
  });

  it("is a moment with or without its zone", async () => {
    const field = fieldMeta("x", "date_time");
    expect(await read("2026-12-01T09:30:00Z", field)).toEqual({ value: "2026-12-01T09:30:00Z" });
    expect(await read("1.12.2026 10:30", field)).toEqual({ value: "2026-12-01T09:30:00Z" });
  });
});
