import type { ActorRef } from "@/api/types";
import { Avatar } from "@/ui/avatar/Avatar";
import classes from "../fields.module.css";
import { type CellProps, isBlank, type KindSpec } from "../kind";

/** Who or what did it: a person round, an import, key or workflow square. */
function Cell({ value }: CellProps<ActorRef>) {
  if (!value) return null;
  return (
    <span className={classes.line}>
      <Avatar
        id={value.id ?? value.kind}
        name={value.label}
        shape={value.kind === "user" ? "round" : "square"}
        size={19}
      />
      <span className={classes.cut}>{value.label}</span>
    </span>
  );
}

export const actor: KindSpec<ActorRef> = {
  Cell,
  Input: null,
  align: "start",
  width: 150,
  isEmpty: isBlank,
  asText: ({ label }) => label,
};
