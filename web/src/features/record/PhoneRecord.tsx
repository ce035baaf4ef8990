import { ActionIcon, Tabs } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { LinkRef } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { RecordAvatar } from "@/records/RecordAvatar";
import { slotsOf } from "@/records/slots";
import { fieldOf } from "@/records/useMeta";
import { EditableTitle } from "./EditableTitle";
import { FactsZone } from "./FactsZone";
import { ownLists } from "./moreFields";
import classes from "./PhoneRecord.module.css";
import { RecordActions } from "./RecordActions";
import { RecordMenu } from "./RecordMenu";
import type { RecordLayoutProps } from "./RecordPage";
import { OwnList, RelatedList } from "./RelatedZone";
import { StageButton } from "./StageBar";
import { useSteps } from "./useSteps";

/** One column for the thumb: who it is, its stage as one button, calls and the like, and the zones as tabs. */
export function PhoneRecord({ object, data, history, tools }: RecordLayoutProps) {
  const { record, related } = data;
  const { step } = useSteps(object, record.id);
  const router = useRouter();
  const formats = useFormats();
  const [tab, setTab] = useState<string | null>("history");
  const { Headline, PhoneActions } = slotsOf(object.key);
  const own = ownLists(object);
  return (
    <article className={classes.page}>
      <div className={classes.top}>
        <ActionIcon
          size={44}
          aria-label={t("Back to the list")}
          onClick={() => router.history.push(step?.walk.href ?? `/${object.plural}`)}
        >
          <IconChevronLeft size={22} stroke={1.6} />
        </ActionIcon>
        <span className={classes.more}>
          {tools}
          <RecordMenu object={object} record={record} />
        </span>
      </div>
      <div className={classes.who}>
        <RecordAvatar object={object} record={record} size={48} />
        <div className={classes.names}>
          <EditableTitle object={object} record={record} />
          <div className={classes.headline}>{Headline && <Headline object={object} record={record} />}</div>
        </div>
      </div>
      <div className={classes.acts}>
        <StageButton object={object} record={record} />
        <div className={classes.buttons}>
          {PhoneActions ? (
            <PhoneActions object={object} record={record} />
          ) : (
            <RecordActions object={object} record={record} />
          )}
        </div>
      </div>
      <Tabs
        value={tab}
        onChange={setTab}
        keepMounted={false}
        classNames={{ list: classes.tabs, tab: classes.tab, panel: classes.panel }}
      >
        <Tabs.List>
          <Tabs.Tab value="history">{t("History")}</Tabs.Tab>
          <Tabs.Tab value="facts">{t("Details")}</Tabs.Tab>
          {own.map((key) => (
            <Tabs.Tab key={key} value={key}>
              {fieldOf(object, key).label} {formats.number(((record[key] as LinkRef[] | null) ?? []).length)}
            </Tabs.Tab>
          ))}
          {related.map((list) => (
            <Tabs.Tab key={`${list.object}.${list.field}`} value={`${list.object}.${list.field}`}>
              {list.label} {formats.number(list.total.count)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="history">{history}</Tabs.Panel>
        <Tabs.Panel value="facts">
          <FactsZone object={object} record={record} />
        </Tabs.Panel>
        {own.map((key) => (
          <Tabs.Panel key={key} value={key}>
            <OwnList object={object} record={record} field={key} />
          </Tabs.Panel>
        ))}
        {related.map((list) => (
          <Tabs.Panel key={`${list.object}.${list.field}`} value={`${list.object}.${list.field}`}>
            <RelatedList object={object} record={record} list={list} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </article>
  );
}
