import { t } from "@/lib/i18n/text";
import type { FieldProblem } from "./types";

/** Why a request failed, as a sentence for a person, with the fields it is about and the id to quote. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    /** The HTTP status; 0 when no answer came. */
    readonly status: number,
    message: string,
    readonly requestId: string | null = null,
    readonly errors: FieldProblem[] = [],
    /** Seconds to wait before another try, where the server said so. */
    readonly retryAfter: number | null = null,
    /** The short name of the problem's type, such as "reauthenticate". */
    readonly code = "",
  ) {
    super(message);
  }

  /** The sentences by field, for a form. */
  get byField(): Record<string, string> {
    return Object.fromEntries(this.errors.map(({ field, detail }) => [field, detail]));
  }

  get offline(): boolean {
    return this.status === 0;
  }
}

export function offlineProblem(): Problem {
  return new Problem(0, t("Rapport cannot be reached. Check your connection; what you typed is kept here."));
}

/** Any thrown thing as a `Problem`, so that every screen shows failures the same way. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(-1, error instanceof Error ? error.message : String(error));
}

interface ProblemJson {
  type?: string;
  title?: string;
  detail?: string;
  request_id?: string;
  errors?: FieldProblem[];
}

export async function problemOf(response: Response): Promise<Problem> {
  const wait = Number(response.headers.get("Retry-After"));
  const requestIdHeader = response.headers.get("X-Request-Id");
  let body: ProblemJson = {};
  try {
    body = (await response.json()) as ProblemJson;
  } catch {
    // A proxy's error page is not JSON; the status alone has to do.
  }
  return new Problem(
    response.status,
    body.detail || body.title || sentenceFor(response.status),
    body.request_id ?? requestIdHeader,
    body.errors ?? [],
    Number.isFinite(wait) && wait > 0 ? wait : null,
    body.type?.split(":").pop() ?? "",
  );
}

function sentenceFor(status: number): string {
  if (status === 401) return t("You are signed out. Sign in again to go on.");
  if (status === 403) return t("You may not do this. Ask an administrator of the workspace.");
  if (status === 404) return t("This is not here any more, or you may not see it.");
  if (status === 429) return t("There were too many requests. Wait a moment, then try again.");
  if (status >= 500) return t("The server could not do this. Nothing was changed; try again in a moment.");
  return t("The server refused this.");
}
