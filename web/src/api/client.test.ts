import { expect, test } from "vitest";
import { answerRequests } from "@/testing/server";
import { addressOf, onSignedOut, request, sendToWorkspace } from "./client";
import { Problem } from "./problem";
import { proveBy } from "./proof";

async function failureOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw new Error("It did not fail with a Problem.");
  return error;
}

test("a write carries the CSRF token, the version, the idempotency key and the workspace", async () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the test plays the server that sets it.
  document.cookie = "csrftoken=abc";
  sendToWorkspace("w2");
  const sent = answerRequests(() => ({ body: { id: "1" }, headers: { "X-Change-Set": "c1" } }));
  const answer = await request("PATCH", "/boats/1", { body: { name: "Ada" }, ifMatch: 3, idempotencyKey: "k" });
  sendToWorkspace(null);
  expect(answer).toEqual({ data: { id: "1" }, changeSet: "c1" });
  const { headers, url, body } = sent[0] as NonNullable<(typeof sent)[0]>;
  expect(url).toBe("/api/v1/boats/1");
  expect(body).toEqual({ name: "Ada" });
  expect(headers.get("X-CSRFToken")).toBe("abc");
  expect(headers.get("If-Match")).toBe('"3"');
  expect(headers.get("Idempotency-Key")).toBe("k");
  expect(headers.get("X-Workspace")).toBe("w2");
});

test("a read carries no CSRF token and no workspace that was not chosen", async () => {
  const sent = answerRequests(() => ({}));
  await request("GET", "/boats");
  expect(sent[0]?.headers.has("X-CSRFToken")).toBe(false);
  expect(sent[0]?.headers.has("X-Workspace")).toBe(false);
});

test("problem+json becomes a Problem with its fields and request id", async () => {
  answerRequests(() => ({
    status: 422,
    body: {
      title: "Invalid",
      detail: "The boat was not saved.",
      request_id: "r1",
      errors: [{ field: "name", code: "required", detail: "Give a name." }],
    },
  }));
  const problem = await failureOf(request("POST", "/boats", { body: {} }));
  expect(problem.message).toBe("The boat was not saved.");
  expect(problem.requestId).toBe("r1");
  expect(problem.byField).toEqual({ name: "Give a name." });
});

test("a proxy's page becomes a sentence by its status", async () => {
  answerRequests(() => ({ status: 502, body: "<html>", headers: { "X-Request-Id": "r2", "Retry-After": "7" } }));
  const problem = await failureOf(request("GET", "/boats"));
  expect(problem.message).toContain("Nothing was changed");
  expect(problem.requestId).toBe("r2");
  expect(problem.retryAfter).toBe(7);
});

test("no answer at all is told apart from a refusal", async () => {
  answerRequests(() => {
    throw new TypeError("network");
  });
  const problem = await failureOf(request("GET", "/boats"));
  expect(problem.offline).toBe(true);
});

test("an aborted request stays an abort, so that the cache does not show it as a failure", async () => {
  answerRequests(() => {
    throw new DOMException("aborted", "AbortError");
  });
  await expect(request("GET", "/boats")).rejects.toMatchObject({ name: "AbortError" });
});

test("401 tells everybody who listens", async () => {
  answerRequests(() => ({ status: 401, body: {} }));
  let told = 0;
  const stop = onSignedOut(() => {
    told += 1;
  });
  await failureOf(request("GET", "/boats"));
  stop();
  await failureOf(request("GET", "/boats"));
  expect(told).toBe(1);
});

test("empty query values are left out of the address", () => {
  expect(addressOf("/boats", { sort: "-price", cursor: null, q: "", limit: 0 })).toBe(
    "/api/v1/boats?sort=-price&limit=0",
  );
});

test("a request that needs a fresh proof is sent again after it, and once only", async () => {
  const sent = answerRequests(() => ({ status: 401, body: { type: "urn:rapport:problem:reauthenticate" } }));
  let asked = 0;
  let told = 0;
  const stop = onSignedOut(() => {
    told += 1;
  });
  proveBy(async () => {
    asked += 1;
    return true;
  });
  await failureOf(request("POST", "/tokens", { body: { name: "Form" } }));
  expect(sent.map(({ body }) => body)).toEqual([{ name: "Form" }, { name: "Form" }]);
  expect([asked, told]).toEqual([1, 0]);
  stop();
});

test("who would rather not prove it is told what was refused", async () => {
  proveBy(async () => false);
  const sent = answerRequests(() => ({
    status: 401,
    body: { type: "urn:rapport:problem:reauthenticate", detail: "Sign in once more." },
  }));
  const problem = await failureOf(request("POST", "/tokens", { body: {} }));
  expect([sent.length, problem.message, problem.code]).toEqual([1, "Sign in once more.", "reauthenticate"]);
});
