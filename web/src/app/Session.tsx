import { useMantineColorScheme } from "@mantine/core";
import { useEffect, useMemo } from "react";
import { createFormats, FormatsProvider } from "@/lib/formats";
import { t, writeCounts } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { MetaProvider, useLoadedMeta } from "@/records/useMeta";
import { frozenMeta } from "@/records/viewing";
import { Shell } from "./shell/Shell";

/** The app of one signed-in person: their locale, time zone and currency for all that follows. */
export function Session() {
  const { user, workspace, viewing_as: viewed } = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const loaded = useLoadedMeta();
  const meta = useMemo(
    () =>
      viewed ? frozenMeta(loaded, t("You see Rapport as {{name}}. Stop that first.", { name: viewed.name })) : loaded,
    [loaded, viewed],
  );
  const { theme } = user;
  useEffect(() => {
    if (theme) setColorScheme(theme);
  }, [theme, setColorScheme]);
  const locale = user.locale || workspace.locale;
  const timeZone = user.time_zone || workspace.time_zone;
  const formats = useMemo(
    () => createFormats({ locale, timeZone, currency: workspace.currency }),
    [locale, timeZone, workspace.currency],
  );
  writeCounts(formats.number);
  return (
    <FormatsProvider value={formats}>
      <MetaProvider value={meta}>
        <Shell />
      </MetaProvider>
    </FormatsProvider>
  );
}
