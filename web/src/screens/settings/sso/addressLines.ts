import type { ConnectionAddresses } from "@/api/sso";
import { t } from "@/lib/i18n/text";

/** What to enter at the provider, under the names that providers use. */
export function addressLines(addresses: ConnectionAddresses): { label: string; text: string }[] {
  const { redirect, logout, acs, entity, metadata, start } = addresses;
  const lines = [
    { label: t("Redirect URI"), text: redirect },
    { label: t("Back-channel logout URI"), text: logout },
    { label: t("Reply URL (ACS)"), text: acs },
    { label: t("Entity ID (audience)"), text: entity },
    { label: t("Metadata"), text: metadata },
    { label: t("Sign-in page"), text: start },
  ];
  return lines.flatMap(({ label, text }) => (text ? [{ label, text }] : []));
}
