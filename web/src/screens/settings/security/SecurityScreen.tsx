import { Button } from "@mantine/core";
import { IconLogin2 } from "@tabler/icons-react";
import { signOut } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { useAct } from "@/records/useAct";
import { useMe } from "@/records/useMe";
import { EmptyState } from "@/ui/state/EmptyState";
import { Part, Section } from "../Section";
import { EmailForm } from "./EmailForm";
import { FactorsPart } from "./FactorsPart";
import { PasswordForm } from "./PasswordForm";
import { SessionsPart } from "./SessionsPart";

/** How one gets in oneself, and keeps others out. */
export function SecurityScreen() {
  const act = useAct();
  const { single_sign_on: connection, workspace } = useMe();
  return (
    <Section title={t("Security")}>
      {connection ? (
        <EmptyState
          icon={IconLogin2}
          title={t("Your organisation looks after this")}
          action={
            <Button onClick={() => void act(leave, { failed: t("You are still signed in.") })}>
              {t("Sign in with your password")}
            </Button>
          }
        >
          {t(
            "You came by single sign-on, which opens {{workspace}} alone. Password, email address, second factors and sign-ins of your account are changed by who signs in with the password.",
            { workspace: workspace.name },
          )}
        </EmptyState>
      ) : (
        <OwnAccount />
      )}
    </Section>
  );
}

/** A session of one workspace cannot sign in anew: it ends first. */
async function leave(): Promise<void> {
  await signOut();
  location.assign("/sign-in");
}

function OwnAccount() {
  return (
    <>
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
    </>
  );
}
