import { Button, ScrollArea, TextInput, UnstyledButton } from "@mantine/core";
import { IconArrowLeft, IconBinaryTree2, IconFilter, IconPlus } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Filter, ObjectMeta, Total } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useMeta } from "@/records/useMeta";
import { STROKE } from "@/ui/icons";
import { ConditionEditor } from "./ConditionEditor";
import { FilterPopover } from "./FilterPopover";
import classes from "./filters.module.css";
import { GroupEditor } from "./GroupEditor";
import { choicesOf, conditionWith, firstChoice } from "./operators";
import { type FieldPath, filterPaths } from "./paths";
import { useDraftFilter } from "./useDraftFilter";

interface AddFilterProps {
  object: ObjectMeta;
  total: Total | undefined;
  /** No word on the button, for narrow places. */
  bare?: boolean;
  /** Told with the part so far; null while it asks for nothing yet. */
  onPart: (part: Filter | null) => void;
  onStart: () => void;
}

/** Adds a condition: first the field, then what it must be. The list follows at once. */
export function AddFilter({ object, total, bare = false, onPart, onStart }: AddFilterProps) {
  const [open, setOpen] = useState(false);
  const [start, setStart] = useState<{ part: Filter; path?: FieldPath } | null>(null);
  const close = () => {
    setOpen(false);
    setStart(null);
  };
  return (
    <FilterPopover
      opened={open}
      onClose={close}
      total={start ? total : undefined}
      width={start && !start.path ? 620 : 300}
      label={t("Add a filter")}
      target={
        <button
          type="button"
          className={classes.add}
          aria-expanded={open}
          aria-label={t("Add a filter")}
          onClick={() => {
            if (open) return close();
            onStart();
            setOpen(true);
          }}
        >
          {bare ? <IconFilter size={15} stroke={STROKE} /> : <IconPlus size={14} stroke={STROKE} />}
          {!bare && t("Filter")}
        </button>
      }
    >
      {open && !start && (
        <FieldList
          object={object}
          onField={(path, choice) => setStart({ path, part: conditionWith(path.path, choice, undefined) })}
          onGroup={() => setStart({ part: { or: [] } })}
        />
      )}
      {open && start && (
        <NewPart
          object={object}
          start={start}
          onPart={onPart}
          onBack={() => {
            onPart(null);
            setStart(null);
          }}
        />
      )}
    </FilterPopover>
  );
}

interface FieldListProps {
  object: ObjectMeta;
  onField: (path: FieldPath, choice: string) => void;
  onGroup: () => void;
}

function FieldList({ object, onField, onGroup }: FieldListProps) {
  const meta = useMeta();
  const [words, setWords] = useState("");
  const paths = useMemo(() => filterPaths(meta, object), [meta, object]);
  const wanted = words.trim().toLowerCase();
  const found = paths.filter(({ label, via }) => (wanted ? label.toLowerCase().includes(wanted) : !via));
  const further = wanted ? [] : paths.filter(({ via }) => via);
  const choose = (path: FieldPath) => {
    const choice = firstChoice(choicesOf(meta, path.field));
    if (choice) onField(path, choice.key);
  };
  const row = (path: FieldPath) => (
    <UnstyledButton key={path.path} className={classes.field} onClick={() => choose(path)}>
      {path.label}
    </UnstyledButton>
  );
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={t("Find a field")}
        placeholder={t("Find a field")}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === "Enter" && first) choose(first);
        }}
      />
      <ScrollArea.Autosize mah={300} type="hover" className={classes.fields}>
        {found.map(row)}
        {further.length > 0 && <div className={classes.subheading}>{t("One step away")}</div>}
        {further.map(row)}
        {found.length + further.length === 0 && <div className={classes.nothing}>{t("No field is called so.")}</div>}
      </ScrollArea.Autosize>
      <UnstyledButton className={classes.field} onClick={onGroup}>
        <IconBinaryTree2 size={15} stroke={STROKE} className={classes.mark} />
        {t("Group of conditions: all, any, none")}
      </UnstyledButton>
    </>
  );
}

interface NewPartProps {
  object: ObjectMeta;
  start: { part: Filter; path?: FieldPath };
  onPart: (part: Filter | null) => void;
  onBack: () => void;
}

function NewPart({ object, start, onPart, onBack }: NewPartProps) {
  const meta = useMeta();
  const [draft, setDraft] = useDraftFilter(meta, object, start.part, onPart);
  const body = useRef<HTMLDivElement>(null);
  // The field that was chosen is gone, and with it the focus: the keys go on in what comes next.
  useEffect(() => {
    const inputs = body.current?.querySelectorAll<HTMLElement>("input:not([type=hidden]), textarea, button") ?? [];
    const [comparison, value] = [...inputs].filter((one) => !one.hasAttribute("data-back"));
    (value ?? comparison)?.focus();
  }, []);
  return (
    <div ref={body}>
      <div className={classes.heading}>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          px={4}
          aria-label={t("Back to the fields")}
          data-back
          onClick={onBack}
        >
          <IconArrowLeft size={15} stroke={STROKE} />
        </Button>
        {start.path?.label ?? t("Group of conditions")}
      </div>
      {start.path ? (
        <ConditionEditor path={start.path} part={draft} onChange={setDraft} />
      ) : (
        <GroupEditor object={object} part={draft} onChange={setDraft} />
      )}
    </div>
  );
}
