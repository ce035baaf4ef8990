import { t } from "@/lib/i18n/text";
import { call } from "./headless";
import { type CredentialRequest, getCredential } from "./passkeys";
import { Problem } from "./problem";

export type FactorType = "totp" | "recovery_codes" | "webauthn";

/** What signing in still asks for; an empty list says that one is in. */
export type Pending = FactorType[];

interface Flow {
  id: string;
  is_pending?: boolean;
  types?: FactorType[];
}

/** Signed in already (409) and not signed in (401) are answers here, not failures. */
const ANSWERS = [401, 409];

/** Also sets the CSRF cookie that the next request needs. */
export async function readSession(): Promise<boolean> {
  return (await call("GET", "/auth/session", { answers: ANSWERS, proven: true })).status === 200;
}

export async function signIn(email: string, password: string): Promise<Pending> {
  const { status, data } = await call<{ flows?: Flow[] }>("POST", "/auth/login", {
    body: { email, password },
    answers: ANSWERS,
    proven: true,
  });
  if (status !== 401) return [];
  const types = data.flows?.find(({ id, is_pending }) => id === "mfa_authenticate" && is_pending)?.types;
  if (!types?.length) throw new Problem(401, t("You could not be signed in. Try again in a moment."));
  return types;
}

/** The second step: a code of the authenticator app, or a recovery code. */
export const signInByCode = (code: string) => call("POST", "/auth/2fa/authenticate", { body: { code }, proven: true });

/** The second step with a passkey or security key. */
export const signInByKey = () => byPasskey("/auth/webauthn/authenticate");

/** A passkey instead of everything else. */
export const signInByPasskey = () => byPasskey("/auth/webauthn/login");

export async function signOut(): Promise<void> {
  await call("DELETE", "/auth/session", { answers: ANSWERS, proven: true });
}

// -- once more, before something dangerous ------------------------------------------------------------------------
export const provePassword = (password: string) =>
  call("POST", "/auth/reauthenticate", { body: { password }, proven: true });

export const proveCode = (code: string) => call("POST", "/auth/2fa/reauthenticate", { body: { code }, proven: true });

export const provePasskey = () => byPasskey("/auth/webauthn/reauthenticate");

async function byPasskey(path: string): Promise<void> {
  const { data } = await call<{ request_options: CredentialRequest }>("GET", path, { proven: true });
  await call("POST", path, { body: { credential: await getCredential(data.request_options) }, proven: true });
}

// -- passwords ----------------------------------------------------------------------------------------------------
export async function changePassword(current: string, next: string): Promise<void> {
  await call("POST", "/account/password/change", { body: { current_password: current, new_password: next } });
}

/** Mails a link, to a known address; the answer is the same for all. */
export const forgotPassword = (email: string) =>
  call("POST", "/auth/password/request", { body: { email }, answers: ANSWERS, proven: true });

/** Whether the mailed link still works. */
export async function resetWorks(key: string): Promise<boolean> {
  const headers = { "X-Password-Reset-Key": key };
  const { status } = await call("GET", "/auth/password/reset", { headers, answers: [400, 409], proven: true });
  return status === 200;
}

/** 401 is the good answer: the password is set, and one signs in with it. */
export const resetPassword = (key: string, password: string) =>
  call("POST", "/auth/password/reset", { body: { key, password }, answers: [401], proven: true });
