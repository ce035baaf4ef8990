import type { ObjectMeta, RecordData } from "@/api/types";
import type { Column } from "@/features/list/columns";
import { ListEmpty } from "@/features/list/ListEmpty";
import { tablePreferences } from "@/features/list/preferences";
import { RecordCards } from "@/features/list/RecordCards";
import { RecordTable } from "@/features/list/RecordTable";
import type { TableState } from "@/features/list/useTableState";
import type { CurrentView } from "@/features/views/useListView";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import type { RecordPages } from "@/records/useRecordPages";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";

interface RowsProps {
  object: ObjectMeta;
  columns: Column[];
  pages: RecordPages;
  state: TableState;
  current: CurrentView;
  phone: boolean;
  onOpen: (record: RecordData) => void;
}

/** The rows, or what stands in their place: grey lines, nothing yet, no match, a failure. */
export function Rows({ object, columns, pages, state, current, phone, onOpen }: RowsProps) {
  const { dense } = useStore(tablePreferences);
  const { settings, change, peek } = current;
  const { records, error, loading } = pages;

  const instead =
    error && records.length === 0 ? (
      <ErrorState title={t("This list could not be loaded")} error={error} retry={pages.retry} />
    ) : loading ? (
      <SkeletonRows rows={16} />
    ) : records.length === 0 ? (
      <ListEmpty object={object} filtered={settings.filter !== null} onClear={() => change({ filter: null })} />
    ) : null;

  if (phone) {
    return instead ?? <RecordCards object={object} columns={columns} pages={pages} state={state} onOpen={onOpen} />;
  }
  return (
    <RecordTable
      object={object}
      columns={columns}
      pages={pages}
      sort={settings.sort}
      state={state}
      dense={dense}
      peeking={peek}
      onSort={(sort) => change({ sort })}
      onColumns={(keys) => change({ columns: keys })}
      onPeek={(record) => current.setPeek(record?.id)}
      onOpen={onOpen}
    >
      {instead}
    </RecordTable>
  );
}
