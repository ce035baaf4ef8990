import type { Id, ObjectMeta, RecordData } from "@/api/types";
import { moveTo } from "@/features/list/cursor";
import type { TableState } from "@/features/list/useTableState";
import { PeekPanel } from "@/features/peek/PeekPanel";
import type { CurrentView } from "@/features/views/useListView";
import { useStore } from "@/lib/store";
import { isOutline } from "@/records/outlines";
import { walks } from "@/records/walk";
import { PeekSections } from "./PeekSections";

interface PeekProps {
  object: ObjectMeta;
  id: Id;
  current: CurrentView;
  state: TableState;
  /** The rows of the table; none on a board, which walks the order its cards were opened from. */
  records: RecordData[];
  onOpen: (id: Id) => void;
}

/** The side panel of a list or board: walking it moves the cursor of the table along. */
export function Peek({ object, id, current, state, records, onOpen }: PeekProps) {
  const walk = useStore(walks);
  const ids = records.length ? records.map((record) => record.id) : walk?.object === object.key ? walk.ids : [];
  const at = ids.indexOf(id);
  const step = (by: number) => {
    const next = at < 0 ? undefined : ids[at + by];
    if (!next) return undefined;
    return () => {
      if (records.length) state.setCursor(moveTo(null, { row: at + by, column: state.cursor?.column ?? 0 }, false));
      current.setPeek(next);
    };
  };
  const known = records[at];
  return (
    <PeekPanel
      object={object}
      id={id}
      known={known && !isOutline(object, known) ? known : undefined}
      onPrevious={step(-1)}
      onNext={step(1)}
      onOpen={() => onOpen(id)}
      onClose={() => current.setPeek(undefined)}
    >
      {(data) => <PeekSections object={object} data={data} />}
    </PeekPanel>
  );
}
