import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { AuditEntry } from "@/api/audit";
import { draw } from "@/testing/draw";
import { answerRequests } from "@/testing/server";
import { AuditList } from "./AuditList";

const TOKEN = "0199a1b2-0000-7000-8000-000000000001";

async function drawnBy(actor: AuditEntry["actor"]) {
  answerRequests(() => ({ body: { roles: [] } }));
  const entry: AuditEntry = {
    number: 1,
    at: "2026-11-25T04:00:00Z",
    kind: "provisioning.user_made",
    label: "A directory made a user",
    actor,
    subject: null,
    request_id: "",
    address: "",
    data: {},
    hash: "",
  };
  await draw(<AuditList entries={[entry]} names={{ [TOKEN]: "Entra" }} stale={false} onAsk={() => {}} />);
}

test("what a directory did stands under the name of its token", async () => {
  await drawnBy({ kind: "integration", user: null, token: TOKEN });
  expect(screen.getByText("Directory Entra")).toBeInTheDocument();
  expect(screen.queryByText("Not signed in")).not.toBeInTheDocument();
});

test("a stranger is still not signed in", async () => {
  await drawnBy({ kind: "user", user: null, token: null });
  expect(screen.getByText("Not signed in")).toBeInTheDocument();
});
