import { IconDownload, IconPencil, IconTag, IconTrash, IconUser, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FieldMeta, ObjectMeta, Operation } from "@/api/types";
import { isEditable } from "@/fields/editable";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { may } from "@/records/useMeta";
import { type Icon, STROKE } from "@/ui/icons";
import { Reasoned } from "@/ui/Reasoned";
import classes from "./BulkBar.module.css";
import { BulkEdit } from "./BulkEdit";
import type { Target } from "./bulkWork";
import { startJob } from "./jobs";

interface BulkBarProps {
  object: ObjectMeta;
  target: Target;
  /** How many are selected; null when more than were counted. */
  count: number | null;
  /** How many match, as text, when not all of them are selected; null when they are. */
  more: string | null;
  onSelectAll: () => void;
  onClear: () => void;
  /** Starts the download of what is selected; a sentence when it cannot. */
  onExport: () => void;
  exportReason: string | null;
}

/** What one can do with the selected records, all at once. */
export function BulkBar(props: BulkBarProps) {
  const { object, target, count, more, onSelectAll, onClear, onExport, exportReason } = props;
  const client = useQueryClient();
  const formats = useFormats();
  const { special } = useMe();
  const [editing, setEditing] = useState<{ field?: FieldMeta } | null>(null);
  const editable = object.fields.filter((field) => isEditable(object, field));
  const owner = editable.find(({ key }) => key === object.owner_field);
  const tags = editable.find(({ kind }) => kind === "tags");
  const noBulk =
    object.frozen ?? (special.includes("bulk") ? null : t("Your role may not change many records at once."));
  const noEdit = noBulk ?? (may(object, "edit") ? null : t("Your role may not edit these."));
  const noDelete = noBulk ?? (may(object, "delete") ? null : t("Your role may not delete these."));

  const remove = () => {
    onClear();
    void startJob(client, {
      object,
      target,
      total: count,
      label: t("Deleting"),
      operation: ({ id }): Operation => ({ op: "delete", id }),
      preview: () => null,
      done: (done) => plural(done, "{{count}} record was deleted.", "{{count}} records were deleted."),
    });
  };

  return (
    <>
      <div className={classes.bar} role="toolbar" aria-label={t("What to do with the selection")}>
        <span className={classes.count} role="status">
          {count === null ? t("All selected") : t("{{count}} selected", { count: formats.number(count) })}
        </span>
        {more !== null && (
          <button type="button" className={classes.all} onClick={onSelectAll}>
            {t("Select all {{count}}", { count: more })}
          </button>
        )}
        <span className={classes.rule} />
        <Act Mark={IconPencil} label={t("Edit")} reason={noEdit} onClick={() => setEditing({})} />
        {owner && (
          <Act Mark={IconUser} label={t("Assign")} reason={noEdit} onClick={() => setEditing({ field: owner })} />
        )}
        {tags && <Act Mark={IconTag} label={t("Tag")} reason={noEdit} onClick={() => setEditing({ field: tags })} />}
        <Act Mark={IconDownload} label={t("Export")} reason={exportReason} onClick={onExport} />
        <Act Mark={IconTrash} label={t("Delete")} reason={noDelete} onClick={remove} />
        <button type="button" className={classes.act} aria-label={t("Clear the selection")} onClick={onClear}>
          <IconX size={15} stroke={STROKE} />
        </button>
      </div>
      {editing && (
        <BulkEdit
          object={object}
          fields={editable}
          target={target}
          count={count}
          start={editing.field}
          onClose={() => setEditing(null)}
          onStarted={() => {
            setEditing(null);
            onClear();
          }}
        />
      )}
    </>
  );
}

interface ActProps {
  Mark: Icon;
  label: string;
  reason: string | null;
  onClick: () => void;
}

function Act({ Mark, label, reason, onClick }: ActProps) {
  return (
    <Reasoned reason={reason}>
      <button type="button" className={classes.act} disabled={reason !== null} aria-label={label} onClick={onClick}>
        <Mark size={15} stroke={STROKE} />
        <span className={classes.word}>{label}</span>
      </button>
    </Reasoned>
  );
}
