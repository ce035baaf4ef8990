import { call } from "./headless";
import { type CredentialCreation, makeCredential } from "./passkeys";

interface Used {
  created_at: number;
  last_used_at: number | null;
}

export type Factor =
  | (Used & { type: "totp" })
  | (Used & { type: "webauthn"; id: number; name: string; is_passwordless?: boolean })
  | (Used & { type: "recovery_codes"; total_code_count: number; unused_code_count: number; unused_codes?: string[] });

export type PasskeyFactor = Extract<Factor, { type: "webauthn" }>;
export type RecoveryFactor = Extract<Factor, { type: "recovery_codes" }>;

const PLACE = "/account/authenticators";

export async function readFactors(): Promise<Factor[]> {
  return (await call<Factor[]>("GET", PLACE)).data;
}

/** What an authenticator app needs; the address is what its QR code says. */
export interface AppSecret {
  secret: string;
  totp_url: string;
}

export async function beginApp(): Promise<AppSecret> {
  return (await call<unknown, AppSecret>("GET", `${PLACE}/totp`, { answers: [404] })).meta;
}

export const confirmApp = (code: string) => call("POST", `${PLACE}/totp`, { body: { code } });

export const removeApp = () => call("DELETE", `${PLACE}/totp`);

/** The codes, the first time they are asked for; without `unused_codes` afterwards, null where there are none. */
export async function readRecoveryCodes(): Promise<RecoveryFactor | null> {
  const { status, data } = await call<RecoveryFactor>("GET", `${PLACE}/recovery-codes`, { answers: [404] });
  return status === 404 ? null : data;
}

export async function makeRecoveryCodes(): Promise<RecoveryFactor> {
  return (await call<RecoveryFactor>("POST", `${PLACE}/recovery-codes`, { body: {} })).data;
}

/** Makes a passkey that also signs in by itself. */
export async function addPasskey(name: string): Promise<void> {
  const place = `${PLACE}/webauthn`;
  const { data } = await call<{ creation_options: CredentialCreation }>("GET", `${place}?passwordless`);
  await call("POST", place, { body: { name, credential: await makeCredential(data.creation_options) } });
}

export const renamePasskey = (id: number, name: string) => call("PUT", `${PLACE}/webauthn`, { body: { id, name } });

export const removePasskey = (id: number) => call("DELETE", `${PLACE}/webauthn`, { body: { authenticators: [id] } });
