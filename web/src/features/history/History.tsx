import { Button, UnstyledButton } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import type { HistoryPage, Id, ObjectMeta } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { useHistory } from "@/records/useHistory";
import { useUndo } from "@/records/useUndo";
import { EmptyState } from "@/ui/state/EmptyState";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { ChangeEntry } from "./ChangeEntry";
import { byDay } from "./days";
import classes from "./History.module.css";
import { hasStage, isOfKind, type Kind } from "./kinds";

interface HistoryProps {
  object: ObjectMeta;
  id: Id;
  /** The page of changes that came with the record. */
  first?: HistoryPage;
}

/** Everything that happened to a record, newest first, by day; each change says who did it and can be undone. */
export default function History({ object, id, first }: HistoryProps) {
  const formats = useFormats();
  const undo = useUndo();
  const [kind, setKind] = useState<Kind>("all");
  const history = useHistory(object, id, first);
  if (history.error && !history.data) {
    return (
      <ErrorState
        title={t("The history could not be loaded")}
        error={history.error}
        retry={() => void history.refetch()}
      />
    );
  }
  if (!history.data) return <SkeletonRows rows={6} />;

  const changes = history.data.pages.flatMap((page) => page.changes);
  const shown = changes.filter((change) => isOfKind(object, change, kind));
  const kinds: [Kind, string][] = [
    ["all", t("All")],
    ...(hasStage(object) ? ([["stage", t("Stages")]] as [Kind, string][]) : []),
    ["hand", t("By hand")],
    ["automatic", t("Automatic")],
  ];
  return (
    <div className={classes.history}>
      <div className={classes.kinds} role="toolbar" aria-label={t("Narrow the history")}>
        {kinds.map(([key, label]) => (
          <UnstyledButton key={key} className={classes.kind} aria-pressed={kind === key} onClick={() => setKind(key)}>
            {label}
          </UnstyledButton>
        ))}
      </div>
      {byDay(shown, formats.today).map(({ day, changes: ofDay }) => (
        <section key={day}>
          <h3 className={classes.day}>{nameOfDay(day, formats)}</h3>
          <ol className={classes.entries}>
            {ofDay.map((change) => (
              <ChangeEntry
                key={change.id}
                object={object}
                change={change}
                onUndo={() => void undo(change.change_set.id)}
              />
            ))}
          </ol>
        </section>
      ))}
      {shown.length === 0 && (
        <EmptyState icon={IconHistory} title={t("Nothing of this kind yet")}>
          {t("Every change of this record is kept here, with who made it, and can be undone.")}
        </EmptyState>
      )}
      {history.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t("Show older changes")}
        </Button>
      )}
    </div>
  );
}

function nameOfDay(day: string, formats: ReturnType<typeof useFormats>): string {
  const today = formats.today();
  if (day === today) return t("Today");
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  return day === yesterday ? t("Yesterday") : formats.date(day);
}
