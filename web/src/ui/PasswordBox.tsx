import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { t } from "@/lib/i18n/text";

/** A box for a password, whose eye says what it does. */
export function PasswordBox(props: PasswordInputProps) {
  return <PasswordInput visibilityToggleButtonProps={{ "aria-label": t("Show the password") }} {...props} />;
}
