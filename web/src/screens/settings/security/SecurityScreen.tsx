import { t } from "@/lib/i18n/text";
import { Part, Section } from "../Section";
import { EmailForm } from "./EmailForm";
import { FactorsPart } from "./FactorsPart";
import { PasswordForm } from "./PasswordForm";
import { SessionsPart } from "./SessionsPart";

/** How one gets in oneself, and keeps others out. */
export function SecurityScreen() {
  return (
    <Section title={t("Security")}>
      <Part
        title={t("Second factor")}
        intro={t("A password alone can be guessed or stolen. A passkey or an authenticator app keeps others out.")}
      >
        <FactorsPart />
      </Part>
      <Part title={t("Where you are signed in")}>
        <SessionsPart />
      </Part>
      <Part title={t("Password")}>
        <PasswordForm />
      </Part>
      <Part title={t("Email")}>
        <EmailForm />
      </Part>
    </Section>
  );
}
