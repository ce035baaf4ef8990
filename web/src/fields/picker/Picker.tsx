import { Combobox, InputBase, useCombobox } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { t } from "@/lib/i18n/text";
import type { Ending } from "../kind";
import classes from "./Picker.module.css";

export interface PickerOption {
  value: string;
  label: string;
  /** A quieter word after the label. */
  hint?: string;
  mark?: ReactNode;
  group?: string;
}

interface PickerProps {
  label: string;
  options: PickerOption[];
  /** The chosen values; one at most unless `many`. */
  chosen: PickerOption[];
  many?: boolean;
  mode: "inline" | "form";
  clearable: boolean;
  onPick: (chosen: PickerOption[], ending: Ending) => void;
  onCancel?: () => void;
  /** Set when the server searches: the options then follow the words. */
  onSearch?: (words: string) => void;
  loading?: boolean;
  /** Offers to add what was typed, for tags. */
  addable?: boolean;
  /** Makes an entry below the options, such as a new record with the typed name. */
  addLabel?: (words: string) => string;
  onAdd?: (words: string) => void;
  id?: string;
  autoFocus?: boolean;
  initialText?: string;
  disabled?: boolean;
  error?: string;
}

const CLEAR = "\u0000clear";
const ADD = "\u0000add";

/** A list to pick one or many from, with search; the base of choices, stages, people and links. */
export function Picker(props: PickerProps) {
  const {
    label,
    options,
    chosen,
    many = false,
    mode,
    clearable,
    onPick,
    onCancel,
    onSearch,
    addable,
    addLabel,
  } = props;
  const inline = mode === "inline";
  const [words, setWords] = useState(props.initialText ?? "");
  const [picked, setPicked] = useState(chosen);
  const combobox = useCombobox({
    defaultOpened: inline,
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setWords("");
      onSearch?.("");
    },
  });
  const current = inline ? picked : chosen;

  useEffect(() => {
    if (words) onSearch?.(words);
  }, [words, onSearch]);

  const visible = useMemo(() => {
    if (onSearch) return options;
    const wanted = fold(words);
    return wanted ? options.filter((option) => fold(option.label).includes(wanted)) : options;
  }, [options, words, onSearch]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first option is marked anew whenever the list changes.
  useEffect(() => {
    if (words) combobox.selectFirstOption();
    else combobox.updateSelectedOptionIndex("active");
  }, [visible, words]);

  const close = (ending: Ending) => {
    combobox.closeDropdown();
    if (!inline) return;
    if (many && different(picked, chosen)) onPick(picked, ending);
    else onCancel?.();
  };

  const submit = (value: string) => {
    if (value === CLEAR) {
      setPicked([]);
      combobox.closeDropdown();
      onPick([], "pick");
      return;
    }
    if (value === ADD) {
      if (props.onAdd) {
        combobox.closeDropdown();
        props.onAdd(words.trim());
        return;
      }
      toggle({ value: words.trim(), label: words.trim() });
      return;
    }
    const option = visible.find((candidate) => candidate.value === value);
    if (option) toggle(option);
  };

  const toggle = (option: PickerOption) => {
    if (!many) {
      combobox.closeDropdown();
      onPick([option], "pick");
      return;
    }
    const has = current.some(({ value }) => value === option.value);
    const next = has ? current.filter(({ value }) => value !== option.value) : [...current, option];
    setWords("");
    if (inline) setPicked(next);
    else onPick(next, "pick");
  };

  const typed = words.trim();
  const offersAdd = typed && (addable || addLabel) && !options.some((option) => fold(option.label) === fold(typed));
  const shown = current.map((option) => option.label).join(", ");
  const open = combobox.dropdownOpened;

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={submit}
      position="bottom-start"
      width="target"
      middlewares={{ flip: true, shift: true }}
      withinPortal
    >
      <Combobox.Target withExpandedAttribute>
        <InputBase
          id={props.id}
          role="combobox"
          variant={inline ? "unstyled" : "default"}
          classNames={inline ? { input: classes.bare } : undefined}
          disabled={props.disabled}
          error={props.error}
          aria-label={props.id ? undefined : label}
          placeholder={open && shown ? shown : t("Choose")}
          value={open ? words : shown}
          leftSection={!inline && !many && !open && current[0]?.mark ? current[0].mark : undefined}
          rightSection={
            clearable && !inline && current.length > 0 ? (
              <button type="button" className={classes.clear} aria-label={t("Clear")} onClick={() => submit(CLEAR)}>
                <IconX size={13} stroke={1.6} />
              </button>
            ) : undefined
          }
          autoFocus={props.autoFocus}
          autoComplete="off"
          onChange={(event) => {
            setWords(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={() => inline && combobox.openDropdown()}
          onBlur={() => close("blur")}
          onKeyDown={(event) => {
            if (event.key === "Escape" && (inline || open)) {
              event.stopPropagation();
              combobox.closeDropdown();
              onCancel?.();
            } else if (event.key === "Tab" && inline) {
              close("tab");
            } else if (event.key === "Enter" && inline) {
              event.stopPropagation();
              if ((event.ctrlKey || event.metaKey) && many) close("enter");
            } else if (event.key === "Backspace" && many && !words && current.length) {
              const fewer = current.slice(0, -1);
              if (inline) setPicked(fewer);
              else onPick(fewer, "pick");
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown miw={260}>
        <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={label}>
          {visible.map((option, at) => (
            <Option
              key={option.value}
              option={option}
              heading={option.group !== visible[at - 1]?.group ? option.group : undefined}
              active={current.some(({ value }) => value === option.value)}
            />
          ))}
          {visible.length === 0 && !offersAdd && (
            <Combobox.Empty className={classes.empty}>
              {props.loading ? t("Searching") : onSearch && !typed ? t("Type to search") : t("Nothing found")}
            </Combobox.Empty>
          )}
          {offersAdd && (
            <Combobox.Option value={ADD}>
              {addLabel ? addLabel(typed) : t("Add “{{words}}”", { words: typed })}
            </Combobox.Option>
          )}
          {clearable && inline && current.length > 0 && !typed && (
            <Combobox.Option value={CLEAR} className={classes.quiet}>
              {t("Clear")}
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Option({ option, active, heading }: { option: PickerOption; active: boolean; heading?: string }) {
  return (
    <>
      {heading && <div className={classes.heading}>{heading}</div>}
      <Combobox.Option value={option.value} active={active}>
        <span className={classes.option}>
          {option.mark}
          <span className={classes.label}>{option.label}</span>
          {option.hint && <span className={classes.hint}>{option.hint}</span>}
          {active && <IconCheck size={14} stroke={2} className={classes.check} />}
        </span>
      </Combobox.Option>
    </>
  );
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

function different(one: PickerOption[], other: PickerOption[]): boolean {
  return one.length !== other.length || one.some(({ value }, at) => value !== other[at]?.value);
}
