import { IconFilter, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Filter, ObjectMeta, Total } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { useMeta } from "@/records/useMeta";
import { useUsers } from "@/records/useUsers";
import { STROKE } from "@/ui/icons";
import { ConditionEditor } from "./ConditionEditor";
import { say } from "./describe";
import { FilterPopover } from "./FilterPopover";
import classes from "./filters.module.css";
import { GroupEditor } from "./GroupEditor";
import { pathAt } from "./paths";
import { conditionIn } from "./tree";
import { useDraftFilter } from "./useDraftFilter";

interface FilterChipProps {
  object: ObjectMeta;
  part: Filter;
  first: boolean;
  total: Total | undefined;
  onChange: (part: Filter | null) => void;
}

/** One condition or one group, as words; a click opens it, the cross takes it away. */
export function FilterChip({ object, part, first, total, onChange }: FilterChipProps) {
  const meta = useMeta();
  const formats = useFormats();
  const users = useUsers() ?? [];
  const [open, setOpen] = useState(false);
  const { quiet, strong } = say(meta, object, part, { formats, users });
  const words = `${quiet} ${strong}`.trim();
  return (
    <span className={classes.chip}>
      <FilterPopover
        opened={open}
        onClose={() => setOpen(false)}
        total={total}
        width={conditionIn(part) ? 300 : 620}
        label={words}
        target={
          <button
            type="button"
            className={classes.words}
            aria-expanded={open}
            title={words}
            onClick={() => setOpen((before) => !before)}
          >
            {first && <IconFilter size={14} stroke={STROKE} className={classes.mark} />}
            {quiet && <span>{quiet}</span>}
            <b>{strong}</b>
          </button>
        }
      >
        {open && <PartEditor object={object} part={part} onChange={(next) => next && onChange(next)} />}
      </FilterPopover>
      <button
        type="button"
        className={classes.remove}
        aria-label={t("Remove the filter: {{words}}", { words })}
        onClick={() => onChange(null)}
      >
        <IconX size={13} stroke={STROKE} />
      </button>
    </span>
  );
}

interface PartEditorProps {
  object: ObjectMeta;
  part: Filter;
  onChange: (part: Filter | null) => void;
}

/** Edits a condition, or a group with all that is in it. */
export function PartEditor({ object, part, onChange }: PartEditorProps) {
  const meta = useMeta();
  const [draft, setDraft] = useDraftFilter(meta, object, part, onChange);
  const condition = conditionIn(draft)?.condition;
  const path = condition && pathAt(meta, object, condition.field);
  if (path) {
    return (
      <>
        <div className={classes.heading}>{path.label}</div>
        <ConditionEditor path={path} part={draft} onChange={setDraft} />
      </>
    );
  }
  return <GroupEditor object={object} part={draft} onChange={setDraft} />;
}
