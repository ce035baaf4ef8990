import { IconUser } from "@tabler/icons-react";
import { useEffect } from "react";
import { t } from "@/lib/i18n/text";
import { Page } from "@/ui/page/Page";
import { AppearanceForm } from "./AppearanceForm";
import { PasswordForm } from "./PasswordForm";
import { ProfileForm } from "./ProfileForm";
import classes from "./ProfileScreen.module.css";

export function ProfileScreen() {
  useEffect(() => {
    document.title = t("Your profile");
  }, []);
  return (
    <Page title={t("Your profile")} icon={IconUser}>
      <div className={classes.column}>
        <section className={classes.part}>
          <h2>{t("You")}</h2>
          <ProfileForm />
        </section>
        <section className={classes.part}>
          <h2>{t("Appearance and keys")}</h2>
          <AppearanceForm />
        </section>
        <section className={classes.part}>
          <h2>{t("Password")}</h2>
          <PasswordForm />
        </section>
      </div>
    </Page>
  );
}
