import { t } from "@/lib/i18n/text";

/** The areas of the log in words; one of a later release is shown by its key. */
export function areaLabel(area: string): string {
  const words: Record<string, string> = {
    sign_in: t("Signing in"),
    account: t("Accounts"),
    invitation: t("Invitations"),
    member: t("Members"),
    role: t("Roles"),
    team: t("Teams"),
    share: t("Shared records"),
    token: t("API tokens"),
    data: t("Data"),
    settings: t("Settings"),
    audit: t("The log itself"),
    sso: t("Single sign-on"),
    group: t("Groups"),
    provisioning: t("Provisioning"),
    scim: t("Provisioning"),
    app: t("Apps"),
    oauth: t("Apps"),
  };
  return words[area] ?? area;
}
