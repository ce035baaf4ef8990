import { download } from "@/api/download";
import type { Filter, Id, ObjectMeta, RecordData, Total } from "@/api/types";
import { BulkBar } from "@/features/bulk/BulkBar";
import type { Target } from "@/features/bulk/bulkWork";
import { exportRows, MOST_ROWS } from "@/features/exporting/exportRows";
import { EVERYTHING, isNothing, NOTHING, type Selection, sizeOf } from "@/features/list/selection";
import type { TableState } from "@/features/list/useTableState";
import type { ViewSettings } from "@/features/views/viewState";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { useMe } from "@/records/useMe";
import { showToast } from "@/ui/toast/toasts";

interface SelectionBarProps {
  object: ObjectMeta;
  settings: ViewSettings;
  state: TableState;
  total: Total | undefined;
  records: RecordData[];
}

/** Of all rows but some, the address of the download holds the ids of those; it must not grow too long. */
const MOST_BUT = 150;

/** What one can do with the ticked rows; nothing while none is ticked. */
export function SelectionBar({ object, settings, state, total, records }: SelectionBarProps) {
  const formats = useFormats();
  const { special } = useMe();
  const { selection, setSelection } = state;
  if (isNothing(selection)) return null;
  const { filter, sort, columns } = settings;
  const counted = total?.exact ? total.count : null;
  const count = selection.all ? (counted === null ? null : sizeOf(selection, counted)) : selection.ids.size;
  const whole = selection.all ? selection.except.size === 0 : counted !== null && selection.ids.size >= counted;
  const target: Target = selection.all ? { filter, except: selection.except } : { ids: [...selection.ids] };
  const all =
    total && (total.exact ? formats.number(total.count) : t("{{count}}+", { count: formats.number(total.count) }));

  return (
    <BulkBar
      object={object}
      target={target}
      count={count}
      more={whole || !all ? null : all}
      onSelectAll={() => setSelection(EVERYTHING)}
      onClear={() => setSelection(NOTHING)}
      exportReason={special.includes("export") ? tooMany(selection) : t("Your role may not export.")}
      onExport={() => {
        const work = selection.all
          ? download(`/${object.plural}/export`, {
              format: "csv",
              filter: asText(allBut(filter, selection.except)),
              sort,
              fields: columns.join(","),
            })
          : exportRows(object, inListOrder(selection.ids, records), sort, columns);
        work
          .then(() => showToast({ text: t("The export is in your downloads.") }))
          .catch((error) => showFailure(t("Nothing was exported."), error));
      }}
    />
  );
}

function tooMany(selection: Selection): string | null {
  if (selection.all) {
    return selection.except.size > MOST_BUT
      ? t("Leave out at most {{count}} rows, or select those that you want.", { count: MOST_BUT })
      : null;
  }
  return selection.ids.size > MOST_ROWS
    ? t("Select at most {{count}} rows, or all that match.", { count: MOST_ROWS })
    : null;
}

function allBut(filter: Filter | null, ids: ReadonlySet<Id>): Filter | null {
  if (ids.size === 0) return filter;
  const others: Filter = { field: "id", op: "not_in", value: [...ids] };
  return filter ? { and: [filter, others] } : others;
}

/** Ticked one by one in any order, exported in that of the list. */
function inListOrder(ids: ReadonlySet<Id>, records: RecordData[]): Id[] {
  const listed = records.map(({ id }) => id).filter((id) => ids.has(id));
  return [...new Set([...listed, ...ids])];
}

const asText = (filter: Filter | null) => (filter ? JSON.stringify(filter) : undefined);
