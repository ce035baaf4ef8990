import { expect, test } from "vitest";
import type { AuditEntry } from "@/api/audit";
import { sentenceOf } from "./sentences";

const words = {
  nameOf: (id: unknown) => ({ "1": "Ann Lee", "2": "Islands" })[String(id)] ?? "what is no longer here",
  roleOf: (key: string) => ({ crew: "Crew", captain: "Captain" })[key] ?? key,
  objectOf: () => ({ one: "boat", many: "boats" }),
};

function entry(kind: string, subject: AuditEntry["subject"], data: AuditEntry["data"] = {}): AuditEntry {
  const actor = { kind: "user", user: "9", token: null };
  return {
    number: 1,
    at: "",
    kind,
    label: "Did something",
    actor,
    subject,
    request_id: "",
    address: "",
    data,
    hash: "",
  };
}

test.each([
  [
    entry("member.roles", { type: "user", id: "1" }, { added: ["captain"], removed: ["crew"] }),
    "Gave Ann Lee Captain, took Crew",
  ],
  [entry("member.roles", { type: "user", id: "1" }, { added: ["crew"], removed: [] }), "Gave Ann Lee the role Crew"],
  [
    entry("team.members", { type: "team", id: "2" }, { added: ["1"], removed: [] }),
    "Put Ann Lee into the team Islands",
  ],
  [entry("share.made", { type: "boat", id: "5" }, { team: "2" }), "Shared a boat with Islands"],
  [entry("data.bulk", { type: "boat", id: "" }, { updated: 12, failed: 1 }), "Changed 12 boats at once"],
  [entry("data.exported", { type: "boat", id: "" }), "Exported boats"],
  [entry("role.deleted", { type: "role", id: "7" }), "Deleted the role what is no longer here"],
  [entry("account.email", null), "Did something"],
])("an entry is a sentence with the names in it", (given, sentence) => {
  expect(sentenceOf(given, words)).toBe(sentence);
});

test("a kind of a later release says its label and whom it is about", () => {
  expect(sentenceOf(entry("comet.seen", { type: "user", id: "1" }), words)).toBe("Did something: Ann Lee");
});
