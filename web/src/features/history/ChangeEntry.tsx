import { UnstyledButton } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowRight,
  IconFileImport,
  IconPencil,
  IconPlus,
  IconRestore,
  IconTrash,
} from "@tabler/icons-react";
import { useState } from "react";
import type { Change, FieldChange, ObjectMeta } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { may } from "@/records/useMeta";
import { Avatar } from "@/ui/avatar/Avatar";
import { STROKE } from "@/ui/icons";
import { BeforeAfter } from "./BeforeAfter";
import classes from "./History.module.css";
import { moveOf, readable } from "./kinds";
import { sourceOf } from "./sources";

interface ChangeEntryProps {
  object: ObjectMeta;
  change: Change;
  onUndo: () => void;
}

const FEW = 4;

/** One change as a sentence: who, what, from what to what, by which way, when; and its undo. */
export function ChangeEntry({ object, change, onUndo }: ChangeEntryProps) {
  const formats = useFormats();
  const { actor, at, undone_by, why } = change.change_set;
  const [all, setAll] = useState(false);
  const fields = readable(object, change);
  const Mark = markOf(object, change);
  const recent = formats.today(new Date(at)) === formats.today();
  const listed = listedOf(change, fields, all);
  const hidden = change.kind === "delete" || fields.length < 2 ? 0 : fields.length - listed.length;
  const source = sourceOf(change);
  const undoable = !undone_by && change.kind !== "restore" && may(object, "edit");
  return (
    <li className={classes.entry} data-undone={undone_by ? true : undefined}>
      <span className={classes.mark}>
        <Mark size={14} stroke={STROKE} />
      </span>
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.sentence}>
            <Avatar
              id={actor.id ?? actor.kind}
              name={actor.label}
              shape={actor.kind === "user" ? "round" : "square"}
              size={19}
              className={classes.face}
            />
            <strong className={classes.actor}>{actor.label}</strong> <Sentence object={object} change={change} />
          </span>
          <time className={classes.time} dateTime={at} title={formats.dateTime(at)}>
            {recent ? formats.ago(at) : formats.time(at)}
          </time>
        </div>
        {listed.length > 0 && (
          <dl className={classes.values}>
            {listed.map((field) => (
              <div key={field.field}>
                <dt>{field.label}</dt>
                <dd>
                  <BeforeAfter object={object} change={field} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {hidden > 0 && (
          <UnstyledButton className={classes.more} onClick={() => setAll(true)}>
            {listed.length
              ? plural(hidden, "One more value", "{{count}} more values")
              : plural(hidden, "Show the value", "Show the {{count}} values")}
          </UnstyledButton>
        )}
        <div className={classes.notes}>
          {[source, why].filter(Boolean).join(" · ")}
          {undone_by && <span className={classes.undone}>{t("Undone")}</span>}
          {undoable && (
            <UnstyledButton
              className={classes.undo}
              onClick={onUndo}
              aria-label={t("Undo what {{name}} did", { name: actor.label })}
            >
              {t("Undo")}
            </UnstyledButton>
          )}
        </div>
      </div>
    </li>
  );
}

/** The values under the sentence: a few of an edit, those of a new record only when asked for. */
function listedOf(change: Change, fields: FieldChange[], all: boolean): FieldChange[] {
  if (change.kind === "delete" || fields.length < 2) return [];
  if (all) return fields;
  return change.kind === "update" ? fields.slice(0, FEW) : [];
}

function Sentence({ object, change }: { object: ObjectMeta; change: Change }) {
  const thing = object.label.toLowerCase();
  if (change.kind === "create") return t("created this {{object}}", { object: thing });
  if (change.kind === "delete") return t("deleted this {{object}}", { object: thing });
  if (change.kind === "restore") return t("restored this {{object}}", { object: thing });
  const fields = readable(object, change);
  const [only] = fields;
  if (only && fields.length === 1) {
    return (
      <>
        {moveOf(object, change) ? t("moved") : t("changed")} {only.label.toLowerCase()}{" "}
        <BeforeAfter object={object} change={only} />
      </>
    );
  }
  return plural(fields.length, "changed one value", "changed {{count}} values");
}

function markOf(object: ObjectMeta, change: Change) {
  if (change.change_set.source === "undo") return IconArrowBackUp;
  if (change.kind === "delete") return IconTrash;
  if (change.kind === "restore") return IconRestore;
  if (change.change_set.source === "import") return IconFileImport;
  if (change.kind === "create") return IconPlus;
  return moveOf(object, change) ? IconArrowRight : IconPencil;
}
