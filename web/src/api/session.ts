import { t } from "@/lib/i18n/text";
import { cookie } from "./client";
import { offlineProblem, Problem } from "./problem";
import type { FieldProblem } from "./types";

const BASE = "/_allauth/browser/v1";

interface HeadlessError {
  code: string;
  param?: string;
  message: string;
}

/** Signed in already (409) and not signed in (401) are answers here, not failures. */
const ANSWERS = [401, 409];

/** One call of the sign-in API, whose errors have a shape of their own. */
async function call(method: string, path: string, body?: unknown): Promise<number> {
  let response: Response;
  try {
    response = await fetch(`${BASE}${path}`, {
      method,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": cookie("csrftoken"),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    throw offlineProblem();
  }
  if (response.ok || ANSWERS.includes(response.status)) return response.status;
  const answer = (await response.json().catch(() => ({}))) as { errors?: HeadlessError[] };
  const errors = answer.errors ?? [];
  const fields: FieldProblem[] = errors.map(({ param, code, message }) => ({
    field: param ?? "",
    code,
    detail: message,
  }));
  const sentence =
    errors.find((error) => !error.param)?.message ??
    errors[0]?.message ??
    t("You could not be signed in. Try again in a moment.");
  throw new Problem(
    response.status,
    sentence,
    response.headers.get("X-Request-Id"),
    fields,
    Number(response.headers.get("Retry-After")) || null,
  );
}

/** Also sets the CSRF cookie that the next request needs. */
export async function readSession(): Promise<boolean> {
  return (await call("GET", "/auth/session")) === 200;
}

export async function signIn(email: string, password: string): Promise<void> {
  if (!cookie("csrftoken")) await readSession();
  const status = await call("POST", "/auth/login", { email, password });
  if (status === 401) throw new Problem(401, t("You could not be signed in. Try again in a moment."));
}

export async function signOut(): Promise<void> {
  await call("DELETE", "/auth/session");
}

export async function changePassword(current: string, next: string): Promise<void> {
  await call("POST", "/account/password/change", { current_password: current, new_password: next });
}
