import { FieldValue } from "@/fields/FieldValue";
import type { RecordSlotProps } from "@/records/slots";
import { fieldOf } from "@/records/useMeta";
import classes from "./CompanyHeadline.module.css";

/** The website and the industry. */
export function CompanyHeadline({ object, record }: RecordSlotProps) {
  return (
    <span className={classes.line}>
      <FieldValue field={fieldOf(object, "website")} value={record.website} />
      <FieldValue field={fieldOf(object, "industry")} value={record.industry} />
    </span>
  );
}
