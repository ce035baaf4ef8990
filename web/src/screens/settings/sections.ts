import {
  IconAddressBook,
  IconApps,
  IconFingerprint,
  IconKey,
  IconListDetails,
  IconLock,
  IconLogin2,
  IconPlugConnected,
  IconShieldCheck,
  IconUser,
  IconUserCog,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import type { Icon } from "@/ui/icons";

interface SettingsPage {
  to: string;
  label: string;
  icon: Icon;
}

interface SettingsGroup {
  label: string;
  pages: SettingsPage[];
}

/** The pages of the settings: one's own, and those of the workspace for whoever may manage it. */
export function settingsGroups(special: string[]): SettingsGroup[] {
  const own: SettingsGroup = {
    label: t("You"),
    pages: [
      { to: "/settings/profile", label: t("Profile"), icon: IconUser },
      { to: "/settings/security", label: t("Security"), icon: IconFingerprint },
      { to: "/settings/tokens", label: t("API tokens"), icon: IconKey },
      { to: "/settings/my-apps", label: t("Apps with access"), icon: IconPlugConnected },
    ],
  };
  if (!special.includes("manage")) return [own];
  const shared: SettingsGroup = {
    label: t("Workspace"),
    pages: [
      { to: "/settings/members", label: t("Members"), icon: IconUsers },
      { to: "/settings/teams", label: t("Teams"), icon: IconUsersGroup },
      { to: "/settings/roles", label: t("Roles"), icon: IconUserCog },
      { to: "/settings/rules", label: t("Sign-in rules"), icon: IconShieldCheck },
      { to: "/settings/sso", label: t("Single sign-on"), icon: IconLogin2 },
      { to: "/settings/provisioning", label: t("Provisioning"), icon: IconAddressBook },
      { to: "/settings/apps", label: t("Apps"), icon: IconApps },
      { to: "/settings/all-tokens", label: t("Everybody’s tokens"), icon: IconLock },
      { to: "/settings/audit", label: t("Audit log"), icon: IconListDetails },
    ],
  };
  return [own, shared];
}
