import { useParams } from "@tanstack/react-router";
import { t } from "@/lib/i18n/text";
import { CopyList } from "@/ui/copy/CopyLine";
import { Part, Section } from "../Section";
import { addressLines } from "./addressLines";
import { ConnectionForm } from "./ConnectionForm";
import classes from "./sso.module.css";

/** A new connection in two steps: first at the provider, then here. */
export function NewConnectionScreen() {
  const { kind } = useParams({ from: "/app/settings/sso/new/$kind" });
  const back = { to: "/settings/sso", label: t("Single sign-on") };
  if (kind === "saml") {
    return (
      <Section title={t("New SAML connection")} back={back}>
        <Part title={t("1. At your provider")}>
          <ol className={classes.steps}>
            <li>{t("Add an application of the kind SAML 2.0.")}</li>
            <li>
              {t("It asks for an entity ID and a reply URL. Enter any for now: the next page shows the right ones.")}
            </li>
            <li>{t("Let it send the email address and the groups, and copy the address of its metadata.")}</li>
          </ol>
        </Part>
        <Part title={t("2. Here")}>
          <ConnectionForm kind="saml" connection={null} />
        </Part>
      </Section>
    );
  }
  return (
    <Section title={t("New OpenID Connect connection")} back={back}>
      <Part title={t("1. At your provider")}>
        <ol className={classes.steps}>
          <li>{t("Add a web application: a confidential client with the authorization code flow.")}</li>
          <li>{t("Enter this address there, where one is sent back to:")}</li>
        </ol>
        <CopyList lines={addressLines({ start: "", redirect: `${location.origin}/sso/oidc/callback` })} />
        <ol className={classes.steps} start={3}>
          <li>{t("Let it send the email address, and the groups if they are to give roles here.")}</li>
        </ol>
      </Part>
      <Part title={t("2. Here")}>
        <ConnectionForm kind="oidc" connection={null} />
      </Part>
    </Section>
  );
}
