import { Link } from "@tanstack/react-router";
import type { LinkRef } from "@/api/types";
import { drawnShape } from "@/records/slots";
import { useObject } from "@/records/useMeta";
import { Avatar } from "@/ui/avatar/Avatar";
import classes from "../fields.module.css";

/** A linked record: its initials and title; opens its page. */
export function LinkCell({ value, target }: { value: LinkRef; target: string | undefined }) {
  const object = useObject(target ?? "");
  const shown = (
    <>
      <Avatar id={value.id} name={value.title} shape={drawnShape(object?.shape ?? "")} size={19} />
      <span className={classes.cut}>{value.title}</span>
    </>
  );
  if (!object) return <span className={classes.line}>{shown}</span>;
  return (
    <Link
      to="/$plural/$id"
      params={{ plural: object.plural, id: value.id }}
      className={`${classes.line} ${classes.link}`}
      onClick={(event) => event.stopPropagation()}
      tabIndex={-1}
    >
      {shown}
    </Link>
  );
}
