import { IconLock } from "@tabler/icons-react";
import type { LinkRef } from "@/api/types";
import { RecordLink } from "@/records/RecordLink";
import { drawnShape } from "@/records/slots";
import { linkTitle } from "@/records/title";
import { useObject } from "@/records/useMeta";
import { Avatar } from "@/ui/avatar/Avatar";
import classes from "../fields.module.css";

interface LinkCellProps {
  value: LinkRef;
  target: string | undefined;
  /** In a table the cursor moves over cells, and Tab leaves the table; elsewhere Tab stops at the link. */
  line?: boolean;
}

/** A linked record: its initials and title; opens its page. */
export function LinkCell({ value, target, line = true }: LinkCellProps) {
  const object = useObject(target ?? "");
  if (value.title === null) {
    return (
      <span className={`${classes.line} ${classes.unseen}`}>
        <IconLock size={14} stroke={1.6} aria-hidden />
        <span className={classes.cut}>{linkTitle(value)}</span>
      </span>
    );
  }
  const shown = (
    <>
      <Avatar id={value.id} name={value.title} shape={drawnShape(object?.shape ?? "")} size={19} />
      <span className={classes.cut}>{value.title}</span>
    </>
  );
  if (!object) return <span className={classes.line}>{shown}</span>;
  return (
    <RecordLink
      object={object}
      id={value.id}
      className={`${classes.line} ${classes.link}`}
      tabIndex={line ? -1 : undefined}
    >
      {shown}
    </RecordLink>
  );
}
