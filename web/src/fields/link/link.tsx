import type { LinkRef } from "@/api/types";
import { linkTitle } from "@/records/title";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { Picker } from "../picker/Picker";
import { LinkCell } from "./LinkCell";
import { asRef, useLinkOptions } from "./useLinkOptions";

function Cell({ value, field, line }: CellProps<LinkRef>) {
  return value ? <LinkCell value={value} target={field.options.target} line={line} /> : null;
}

function Input({ value, field, onCommit, ...rest }: InputProps<LinkRef>) {
  const { asOption, ...options } = useLinkOptions(field, (ref) => onCommit(ref, "pick"));
  return (
    <Picker
      {...rest}
      {...options}
      label={field.label}
      chosen={value ? [asOption(value)] : []}
      clearable={!field.required}
      onPick={([option], ending) => onCommit(option ? asRef(option) : null, ending)}
    />
  );
}

export function ManyLinks({ value, field, onCommit, ...rest }: InputProps<LinkRef[]>) {
  const { asOption, ...options } = useLinkOptions(field, (ref) => onCommit([...(value ?? []), ref], "pick"));
  return (
    <Picker
      {...rest}
      {...options}
      many
      label={field.label}
      chosen={(value ?? []).map(asOption)}
      clearable={!field.required}
      onPick={(picked, ending) => onCommit(picked.map(asRef), ending)}
    />
  );
}

export const link: KindSpec<LinkRef> = {
  Cell,
  Input,
  Many: ManyLinks,
  align: "start",
  width: 180,
  isEmpty: isBlank,
  asText: linkTitle,
};
