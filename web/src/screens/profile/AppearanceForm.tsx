import { SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import { savePreferences } from "@/api/records";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { showFailure } from "@/records/failure";
import { shortcutsOn, switchShortcuts } from "@/ui/shortcuts/shortcuts";
import classes from "./ProfileScreen.module.css";

/** Light or dark, and whether single keys do something. Both take effect at once. */
export function AppearanceForm() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const keysOn = useStore(shortcutsOn);
  const choose = (scheme: string) => {
    setColorScheme(scheme as typeof colorScheme);
    savePreferences({ theme: scheme }).catch((error: unknown) =>
      showFailure(t("The theme holds on this device only."), error),
    );
  };
  return (
    <div className={classes.segments}>
      <SegmentedControl
        aria-label={t("Theme")}
        size="sm"
        value={colorScheme}
        onChange={choose}
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
