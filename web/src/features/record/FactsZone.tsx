import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { ActorRef, ObjectMeta, RecordData } from "@/api/types";
import { FactList } from "@/fields/FactList";
import { shownKind } from "@/fields/registry";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { fieldOf } from "@/records/useMeta";
import { moreFields } from "./moreFields";
import classes from "./RecordPage.module.css";

const PLACE = "rapport.hide-empty";

/** The facts of a record, edited where they stand, and who made it. Lists of linked records stand at the right. */
export function FactsZone({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const [hides, setHides] = useState(() => localStorage.getItem(PLACE) === "yes");
  const single = (key: string) => fieldOf(object, key).kind !== "links";
  const fields = object.facts.filter(single);
  const more = moreFields(object).filter(single);
  const empty = [...fields, ...more].filter((key) => shownKind(fieldOf(object, key)).isEmpty(record[key])).length;
  const toggle = () => {
    localStorage.setItem(PLACE, hides ? "no" : "yes");
    setHides(!hides);
  };
  return (
    <section aria-label={t("Details")}>
      <div className={classes.zoneHead}>
        <h2 className={classes.zoneTitle}>{t("Details")}</h2>
        {empty > 0 && (
          <UnstyledButton className={classes.zoneTool} aria-pressed={hides} onClick={toggle}>
            {hides ? t("Show {{count}} empty", { count: empty }) : t("Hide empty")}
          </UnstyledButton>
        )}
      </div>
      <FactList object={object} record={record} fields={fields} hideEmpty={hides} />
      {more.length > 0 && (
        <>
          <h3 className={classes.zoneTitle}>{t("More")}</h3>
          <FactList object={object} record={record} fields={more} hideEmpty={hides} />
        </>
      )}
      <SystemFacts record={record} />
    </section>
  );
}

function SystemFacts({ record }: { record: RecordData }) {
  const formats = useFormats();
  const facts = [
    { label: t("Created"), at: record.created_at, by: record.created_by },
    ...(record.updated_at === record.created_at
      ? []
      : [{ label: t("Changed"), at: record.updated_at, by: record.updated_by }]),
  ];
  return (
    <dl className={classes.system}>
      {facts.map(({ label, at, by }) =>
        typeof at === "string" ? (
          <SystemFact key={label} label={label} title={formats.dateTime(at)}>
            {by
              ? t("{{day}} by {{name}}", { day: dayOf(at, formats), name: (by as ActorRef).label })
              : dayOf(at, formats)}
          </SystemFact>
        ) : null,
      )}
    </dl>
  );
}

function SystemFact({ label, title, children }: { label: string; title: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd title={title}>{children}</dd>
    </>
  );
}

const dayOf = (at: string, formats: ReturnType<typeof useFormats>): string => formats.date(formats.today(new Date(at)));
