import { lazy, Suspense } from "react";
import type { ObjectMeta, RecordPageData } from "@/api/types";
import { hasRelated, RelatedZone } from "@/features/record/RelatedZone";
import { t } from "@/lib/i18n/text";
import classes from "./PeekSections.module.css";

const History = lazy(() => import("@/features/history/History"));

/** What stands under the facts in the side panel: what belongs to the record, and what happened to it. */
export function PeekSections({ object, data }: { object: ObjectMeta; data: RecordPageData }) {
  const { record, related, history } = data;
  return (
    <>
      {hasRelated(object, related) && (
        <section className={classes.section}>
          <RelatedZone object={object} record={record} related={related} />
        </section>
      )}
      <section className={classes.section}>
        <h3 className={classes.heading}>{t("History")}</h3>
        <Suspense fallback={null}>
          <History key={record.id} object={object} id={record.id} first={history} />
        </Suspense>
      </section>
    </>
  );
}
