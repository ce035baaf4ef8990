import { useMemo } from "react";
import type { Id } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { findObject, useMeta } from "@/records/useMeta";
import { useUsers } from "@/records/useUsers";
import { useRoles } from "../roles/useRoles";

/** What the ids and keys of the log are called. */
export function useWords(names: Record<Id, string>) {
  const meta = useMeta();
  const users = useUsers();
  const roles = useRoles().data;
  return useMemo(
    () => ({
      nameOf: (id: unknown) =>
        names[String(id)] ?? users?.find((user) => user.id === id)?.name ?? t("what is no longer here"),
      roleOf: (key: string) => roles?.find((role) => role.key === key)?.name ?? key,
      objectOf: (key: string) => {
        const object = findObject(meta, key);
        return {
          one: object?.label.toLowerCase() ?? t("record"),
          many: object?.label_plural.toLowerCase() ?? t("records"),
        };
      },
    }),
    [names, users, roles, meta],
  );
}
