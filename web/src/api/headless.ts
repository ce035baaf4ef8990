import { t } from "@/lib/i18n/text";
import { cookie } from "./client";
import { offlineProblem, Problem } from "./problem";
import { prove } from "./proof";
import type { FieldProblem } from "./types";

const BASE = "/_allauth/browser/v1";

interface HeadlessError {
  code: string;
  param?: string;
  message: string;
}

export interface HeadlessAnswer<D = unknown, M = unknown> {
  status: number;
  data: D;
  meta: M;
}

interface CallOptions {
  body?: unknown;
  /** Statuses that are answers here, not failures. */
  answers?: number[];
  headers?: Record<string, string>;
  /** The call itself proves who one is, or comes after such a proof. */
  proven?: boolean;
}

/** One call of the sign-in API, whose answers and errors have a shape of their own. Throws a `Problem`. */
export async function call<D = unknown, M = unknown>(
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<HeadlessAnswer<D, M>> {
  // The first write of a fresh browser: it may not have the CSRF cookie yet.
  if (method !== "GET" && !cookie("csrftoken")) await call("GET", "/auth/session", { answers: [401], proven: true });
  const { body, answers = [], headers } = options;
  let response: Response;
  try {
    response = await fetch(`${BASE}${path}`, {
      method,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": cookie("csrftoken"),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    throw offlineProblem();
  }
  const answer = await response.json().catch(() => ({}));
  const { data, meta = {}, errors = [] } = answer as { data?: D; meta?: Record<string, unknown>; errors?: [] };
  if (response.status === 401 && meta.is_authenticated && !options.proven) {
    if (await prove()) return call(method, path, { ...options, proven: true });
    throw new Problem(401, t("This needs a fresh proof that it is you. Try again, and sign in once more."));
  }
  if (response.ok || answers.includes(response.status)) {
    return { status: response.status, data: data as D, meta: meta as M };
  }
  throw problemFrom(response, errors);
}

function problemFrom(response: Response, errors: HeadlessError[]): Problem {
  const fields: FieldProblem[] = errors.map(({ param, code, message }) => ({
    field: param ?? "",
    code,
    detail: message,
  }));
  const sentence =
    errors.find((error) => !error.param)?.message ??
    errors[0]?.message ??
    t("You could not be signed in. Try again in a moment.");
  return new Problem(
    response.status,
    sentence,
    response.headers.get("X-Request-Id"),
    fields,
    Number(response.headers.get("Retry-After")) || null,
  );
}
