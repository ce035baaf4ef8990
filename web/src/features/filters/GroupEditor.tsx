import { ActionIcon, Button, Select } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMemo } from "react";
import type { Filter, ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useMeta } from "@/records/useMeta";
import { STROKE } from "@/ui/icons";
import { ConditionEditor } from "./ConditionEditor";
import classes from "./filters.module.css";
import { choicesOf, conditionWith, firstChoice } from "./operators";
import { filterPaths, pathAt } from "./paths";
import { conditionIn, fromGroup, groupIn, type Joint } from "./tree";

interface GroupEditorProps {
  object: ObjectMeta;
  part: Filter;
  onChange: (part: Filter) => void;
  depth?: number;
}

/** The server allows more, but nobody reads it. */
const DEEPEST = 3;

/** Conditions and groups of conditions, joined by all, any or none. */
export function GroupEditor({ object, part, onChange, depth = 0 }: GroupEditorProps) {
  const meta = useMeta();
  const { joint, parts } = groupIn(part);
  const put = (next: Filter[]) => onChange(fromGroup({ joint, parts: next }));
  const replace = (at: number, next: Filter | null) => {
    const copy = [...parts];
    if (next) copy.splice(at, 1, next);
    else copy.splice(at, 1);
    put(copy);
  };
  const fresh = (path: string): Filter | null => {
    const found = pathAt(meta, object, path);
    const choice = found && firstChoice(choicesOf(meta, found.field));
    return choice ? conditionWith(path, choice.key, undefined) : null;
  };
  const add = () => {
    const made = fresh(object.table.columns[1] ?? object.title_field) ?? fresh(object.title_field);
    if (made) put([...parts, made]);
  };
  const joints: { value: Joint; label: string }[] = [
    { value: "all", label: t("All of these") },
    { value: "any", label: t("Any of these") },
    { value: "none", label: t("None of these") },
  ];

  return (
    <fieldset className={classes.group} data-depth={depth} aria-label={t("Group of conditions")}>
      <Select
        w={150}
        aria-label={t("How the conditions are joined")}
        allowDeselect={false}
        data={joints}
        value={joint}
        onChange={(next) => next && onChange(fromGroup({ joint: next as Joint, parts }))}
      />
      {parts.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place.
        <div key={at} className={classes.row}>
          {conditionIn(one) ? (
            <Row object={object} part={one} fresh={fresh} onChange={(next) => replace(at, next)} />
          ) : (
            <GroupEditor object={object} part={one} depth={depth + 1} onChange={(next) => replace(at, next)} />
          )}
          <ActionIcon aria-label={t("Remove")} onClick={() => replace(at, null)}>
            <IconX size={14} stroke={STROKE} />
          </ActionIcon>
        </div>
      ))}
      <div className={classes.adds}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} stroke={STROKE} />}
          onClick={add}
        >
          {t("Condition")}
        </Button>
        {depth < DEEPEST && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} stroke={STROKE} />}
            onClick={() => put([...parts, joint === "all" ? { or: [] } : { and: [] }])}
          >
            {t("Group")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface RowProps {
  object: ObjectMeta;
  part: Filter;
  fresh: (path: string) => Filter | null;
  onChange: (part: Filter) => void;
}

function Row({ object, part, fresh, onChange }: RowProps) {
  const meta = useMeta();
  const data = useMemo(() => {
    const paths = filterPaths(meta, object);
    const items = (wanted: boolean) =>
      paths.filter(({ via }) => Boolean(via) === wanted).map(({ path, label }) => ({ value: path, label }));
    return [
      { group: object.label, items: items(false) },
      { group: t("One step away"), items: items(true) },
    ];
  }, [meta, object]);
  const field = conditionIn(part)?.condition.field ?? "";
  const path = pathAt(meta, object, field);
  return (
    <div className={classes.condition}>
      <Select
        searchable
        aria-label={t("Field")}
        allowDeselect={false}
        data={data}
        value={field}
        maxDropdownHeight={320}
        onChange={(next) => {
          const made = next && fresh(next);
          if (made) onChange(made);
        }}
      />
      {path && <ConditionEditor path={path} part={part} onChange={onChange} />}
    </div>
  );
}
