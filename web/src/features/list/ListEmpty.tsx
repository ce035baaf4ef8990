import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { openCreate } from "@/records/creating";
import { ObjectIcon } from "@/records/ObjectIcon";
import { may } from "@/records/useMeta";
import { EmptyState } from "@/ui/state/EmptyState";

interface ListEmptyProps {
  object: ObjectMeta;
  /** A filter hides what there may be. */
  filtered: boolean;
  onClear: () => void;
  /** A second thing to do when there is no record at all, such as an import. */
  more?: ReactNode;
}

/** A list without rows: what it is for and the one thing to do, or that nothing matches. */
export function ListEmpty({ object, filtered, onClear, more }: ListEmptyProps) {
  const names = { one: object.label.toLowerCase(), other: object.label_plural.toLowerCase() };
  const icon = ({ size }: { size?: number }) => <ObjectIcon object={object} size={size} />;
  if (filtered) {
    return (
      <EmptyState
        icon={icon}
        title={t("No {{other}} match", names)}
        action={<Button onClick={onClear}>{t("Clear the filters")}</Button>}
      >
        {t("None fits all the filters of this view. Change or clear them to see more.")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={icon}
      title={t("No {{other}} yet", names)}
      action={
        <>
          {may(object, "create") && (
            <Button variant="filled" onClick={() => openCreate({ object: object.key })}>
              {t("New {{one}}", names)}
            </Button>
          )}
          {more}
        </>
      }
    >
      {object.help}
    </EmptyState>
  );
}
