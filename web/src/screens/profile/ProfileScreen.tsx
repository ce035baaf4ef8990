import { t } from "@/lib/i18n/text";
import { Part, Section } from "../settings/Section";
import { AppearanceForm } from "./AppearanceForm";
import { ProfileForm } from "./ProfileForm";
import classes from "./ProfileScreen.module.css";

export function ProfileScreen() {
  return (
    <Section title={t("Profile")}>
      <Part title={t("You")}>
        <div className={classes.form}>
          <ProfileForm />
        </div>
      </Part>
      <Part title={t("Appearance and keys")}>
        <AppearanceForm />
      </Part>
    </Section>
  );
}
