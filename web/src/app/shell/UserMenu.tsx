import { Menu, UnstyledButton } from "@mantine/core";
import {
  IconCheck,
  IconDeviceDesktop,
  IconFingerprint,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { t } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { useTheme } from "@/records/useTheme";
import { Avatar } from "@/ui/avatar/Avatar";
import { pressShortcut } from "@/ui/shortcuts/shortcuts";
import { useIsPhone } from "@/ui/useIsPhone";
import { useSignOut } from "../useSignOut";
import classes from "./UserMenu.module.css";

/** The user at the bottom of the side bar: profile, theme, keys, sign out. */
export function UserMenu() {
  const { user, roles } = useMe();
  return (
    <Menu position="top-start" width={208}>
      <Menu.Target>
        <UnstyledButton className={classes.user} title={t("Your menu")}>
          <Avatar id={user.id} name={user.name} size={26} />
          <span className={classes.words}>
            <span className={classes.name}>{user.name}</span>
            <span className={classes.role}>{roles.map(({ label }) => label).join(", ")}</span>
          </span>
          <IconSettings size={16} stroke={1.6} className={classes.gear} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <UserMenuItems />
      </Menu.Dropdown>
    </Menu>
  );
}

export function UserMenuItems() {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { special } = useMe();
  const phone = useIsPhone();
  const { theme, choose } = useTheme();
  const schemes = [
    { value: "auto", label: t("As the system"), Mark: IconDeviceDesktop },
    { value: "light", label: t("Light"), Mark: IconSun },
    { value: "dark", label: t("Dark"), Mark: IconMoon },
  ] as const;
  return (
    <>
      <Menu.Item
        leftSection={<IconUser size={15} stroke={1.6} />}
        onClick={() => void navigate({ to: "/settings/profile" })}
      >
        {t("Profile and region")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFingerprint size={15} stroke={1.6} />}
        onClick={() => void navigate({ to: "/settings/security" })}
      >
        {t("Security")}
      </Menu.Item>
      {special.includes("manage") && (
        <Menu.Item
          leftSection={<IconSettings size={15} stroke={1.6} />}
          onClick={() => void navigate({ to: phone ? "/settings" : "/settings/members" })}
        >
          {t("Workspace settings")}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconKeyboard size={15} stroke={1.6} />}
        visibleFrom="sm"
        onClick={() => pressShortcut("?")}
      >
        {t("Keys")}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t("Theme")}</Menu.Label>
      {schemes.map(({ value, label, Mark }) => (
        <Menu.Item
          key={value}
          role="menuitemradio"
          aria-checked={theme === value}
          leftSection={<Mark size={15} stroke={1.6} />}
          rightSection={theme === value ? <IconCheck size={14} stroke={2} /> : undefined}
          onClick={() => choose(value)}
        >
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconLogout size={15} stroke={1.6} />} onClick={() => void signOut()}>
        {t("Sign out")}
      </Menu.Item>
    </>
  );
}
