import type { InputProps } from "./kind";
import { kindSpec } from "./registry";

/** Edits any value by its kind. Ask `isEditable` first; a kind without an input throws. */
export function FieldInput(props: InputProps<unknown>) {
  const { Input } = kindSpec(props.field.kind);
  if (!Input) throw new Error(`Nobody edits a field of the kind "${props.field.kind}".`);
  return <Input {...props} />;
}
