import { useMantineColorScheme } from "@mantine/core";
import { useEffect, useMemo } from "react";
import { createFormats, FormatsProvider } from "@/lib/formats";
import { writeCounts } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { MetaProvider, useLoadedMeta } from "@/records/useMeta";
import { Shell } from "./shell/Shell";

/** The app of one signed-in person: their locale, time zone and currency for all that follows. */
export function Session() {
  const { user, workspace } = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const meta = useLoadedMeta();
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
