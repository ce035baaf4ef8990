import type { ReactNode } from "react";
import type { HistoryPage, ObjectMeta, RecordData } from "@/api/types";
import { RecordAvatar } from "@/records/RecordAvatar";
import { slotsOf } from "@/records/slots";
import { Crumbs } from "./Crumbs";
import { EditableTitle } from "./EditableTitle";
import { RecordActions } from "./RecordActions";
import classes from "./RecordPage.module.css";
import { StageBar } from "./StageBar";

interface RecordHeadProps {
  object: ObjectMeta;
  record: RecordData;
  history: HistoryPage;
  tools: ReactNode;
}

/** Where one is, who this is, what one can do, and the stage it stands in. */
export function RecordHead({ object, record, history, tools }: RecordHeadProps) {
  const { Headline } = slotsOf(object.key);
  return (
    <header className={classes.head}>
      <Crumbs object={object} record={record} tools={tools} />
      <div className={classes.who}>
        <RecordAvatar object={object} record={record} size={40} />
        <div className={classes.names}>
          <EditableTitle object={object} record={record} />
          <div className={classes.headline}>{Headline && <Headline object={object} record={record} />}</div>
        </div>
        <div className={classes.acts}>
          <RecordActions object={object} record={record} />
        </div>
      </div>
      <StageBar object={object} record={record} history={history} />
    </header>
  );
}
