import { t } from "@/lib/i18n/text";
import { Problem } from "./problem";

export interface CredentialRequest {
  publicKey: PublicKeyCredentialRequestOptionsJSON;
}

export interface CredentialCreation {
  publicKey: PublicKeyCredentialCreationOptionsJSON;
}

/** Whether this browser, at this address, can make and use passkeys. */
export function passkeysWork(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** The browser asks for finger, face, PIN or key. Throws a `Problem` when that fails or is called off. */
export async function getCredential({ publicKey }: CredentialRequest): Promise<unknown> {
  return answered(() =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) }),
  );
}

export async function makeCredential({ publicKey }: CredentialCreation): Promise<unknown> {
  return answered(() =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) }),
  );
}

async function answered(ask: () => Promise<Credential | null>): Promise<unknown> {
  if (!passkeysWork()) throw new Problem(-1, t("This browser cannot use passkeys here. Use another way to sign in."));
  let given: Credential | null;
  try {
    given = await ask();
  } catch (error) {
    const known = error instanceof DOMException && error.name === "InvalidStateError";
    throw new Problem(
      -1,
      known
        ? t("This device has a passkey for you already.")
        : t("The passkey was not used. Try again, or choose another way."),
    );
  }
  if (!given) throw new Problem(-1, t("The passkey was not used. Try again, or choose another way."));
  return (given as PublicKeyCredential).toJSON();
}
