import { SegmentedControl, Switch } from "@mantine/core";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { type Theme, useTheme } from "@/records/useTheme";
import { shortcutsOn, switchShortcuts } from "@/ui/shortcuts/shortcuts";
import classes from "./ProfileScreen.module.css";

/** Light or dark, and whether single keys do something. Both take effect at once. */
export function AppearanceForm() {
  const { theme, choose } = useTheme();
  const keysOn = useStore(shortcutsOn);
  return (
    <div className={classes.segments}>
      <SegmentedControl
        aria-label={t("Theme")}
        size="sm"
        value={theme}
        onChange={(value) => choose(value as Theme)}
        data={[
          { value: "auto", label: t("As the system") },
          { value: "light", label: t("Light") },
          { value: "dark", label: t("Dark") },
        ]}
      />
      <Switch
        size="sm"
        checked={keysOn}
        onChange={(event) => switchShortcuts(event.currentTarget.checked)}
        label={t("Use single keys, such as C to create")}
        description={t("Press ? on any screen to see its keys.")}
      />
    </div>
  );
}
