import { FactsZone } from "./FactsZone";
import { RecordHead } from "./RecordHead";
import type { RecordLayoutProps } from "./RecordPage";
import classes from "./RecordPage.module.css";
import { hasRelated, RelatedZone } from "./RelatedZone";

/** Three zones under a header: facts, history, related. */
export function WideRecord({ object, data, history, tools }: RecordLayoutProps) {
  const { record, related } = data;
  return (
    <article className={classes.page}>
      <RecordHead object={object} record={record} history={data.history} tools={tools} />
      <div className={classes.zones}>
        <div className={classes.facts}>
          <FactsZone object={object} record={record} />
        </div>
        <div className={classes.centre}>{history}</div>
        {hasRelated(object, related) && (
          <div className={classes.related}>
            <RelatedZone object={object} record={record} related={related} />
          </div>
        )}
      </div>
    </article>
  );
}
