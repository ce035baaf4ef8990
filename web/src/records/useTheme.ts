import { useMantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { savePreferences } from "@/api/records";
import type { Me } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { showFailure } from "./failure";
import { meQuery } from "./useMe";

export type Theme = "auto" | "light" | "dark";

/** The theme in use, and a way to choose one: at once here, and on the person's other devices. */
export function useTheme(): { theme: Theme; choose: (theme: Theme) => void } {
  const client = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = useCallback(
    (theme: Theme) => {
      setColorScheme(theme);
      client.setQueryData<Me>(meQuery.queryKey, (me) => me && { ...me, user: { ...me.user, theme } });
      savePreferences({ theme }).catch((error: unknown) =>
        showFailure(t("The theme holds on this device only."), error),
      );
    },
    [client, setColorScheme],
  );
  return { theme: colorScheme, choose };
}
