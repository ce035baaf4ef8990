import { vi } from "vitest";

export interface Sent {
  method: string;
  url: string;
  headers: Headers;
  body: unknown;
}

interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Stands in for the network: answers each request by a function and keeps what was sent. */
export function answerRequests(reply: (sent: Sent) => Reply | Promise<Reply>): Sent[] {
  const all: Sent[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const sent: Sent = {
      method: init.method ?? "GET",
      url,
      headers: new Headers(init.headers),
      body: typeof init.body === "string" ? JSON.parse(init.body) : init.body,
    };
    all.push(sent);
    const { status = 200, body = {}, headers = {} } = await reply(sent);
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
  });
  return all;
}
