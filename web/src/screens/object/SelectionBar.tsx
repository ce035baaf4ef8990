import { download } from "@/api/download";
import type { Filter, ObjectMeta, Total } from "@/api/types";
import { BulkBar } from "@/features/bulk/BulkBar";
import type { Target } from "@/features/bulk/bulkWork";
import { EVERYTHING, isNothing, NOTHING, sizeOf } from "@/features/list/selection";
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
}

/** The address of a download holds the ids of single rows; it must not grow too long. */
const MOST_IDS = 150;

/** What one can do with the ticked rows; nothing while none is ticked. */
export function SelectionBar({ object, settings, state, total }: SelectionBarProps) {
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
  const single = selection.all ? selection.except : selection.ids;

  return (
    <BulkBar
      object={object}
      target={target}
      count={count}
      more={whole || !all ? null : all}
      onSelectAll={() => setSelection(EVERYTHING)}
      onClear={() => setSelection(NOTHING)}
      exportReason={
        special.includes("export")
          ? single.size > MOST_IDS
            ? t("Select at most {{count}} rows, or all that match.", { count: MOST_IDS })
            : null
          : t("Your role may not export.")
      }
      onExport={() => {
        const wanted = selected(filter, [...single], selection.all);
        const question = wanted ? JSON.stringify(wanted) : undefined;
        download(`/${object.plural}/export`, { format: "csv", filter: question, sort, fields: columns.join(",") })
          .then(() => showToast({ text: t("The export is in your downloads.") }))
          .catch((error) => showFailure(t("Nothing was exported."), error));
      }}
    />
  );
}

function selected(filter: Filter | null, ids: string[], all: boolean): Filter | null {
  const named: Filter = { field: "id", op: all ? "not_in" : "in", value: ids };
  if (!all) return named;
  if (ids.length === 0) return filter;
  return filter ? { and: [filter, named] } : named;
}
