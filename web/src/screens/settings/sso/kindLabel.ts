import type { SsoKind } from "@/api/sso";
import { t } from "@/lib/i18n/text";

export function kindLabel(kind: SsoKind): string {
  return kind === "oidc" ? t("OpenID Connect") : t("SAML 2.0");
}
