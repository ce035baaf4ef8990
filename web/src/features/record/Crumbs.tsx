import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconChevronLeft, IconChevronUp, IconLink } from "@tabler/icons-react";
import { Link, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ObjectMeta, RecordData } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { STROKE } from "@/ui/icons";
import { copyLink } from "./copyLink";
import { RecordMenu } from "./RecordMenu";
import classes from "./RecordPage.module.css";
import { useSteps } from "./useSteps";

interface CrumbsProps {
  object: ObjectMeta;
  record: RecordData;
  tools: ReactNode;
}

/** The way back to the list, the place in it with its neighbours, and what one can do with the page as a whole. */
export function Crumbs({ object, record, tools }: CrumbsProps) {
  const { step, go } = useSteps(object, record.id);
  const formats = useFormats();
  const router = useRouter();
  const back = step?.walk.href ?? `/${object.plural}`;
  return (
    <nav className={classes.crumbs} aria-label={t("Place")}>
      <ActionIcon size={24} aria-label={t("Back to the list")} onClick={() => router.history.push(back)}>
        <IconChevronLeft size={16} stroke={STROKE} />
      </ActionIcon>
      <Link to="/$plural" params={{ plural: object.plural }} className={classes.crumb}>
        {object.label_plural}
      </Link>
      {step && (
        <>
          <span aria-hidden>/</span>
          <a
            className={classes.crumb}
            href={back}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              router.history.push(back);
            }}
          >
            {step.walk.label}
          </a>
          <span className={classes.place}>
            {t("{{place}} of {{all}}", { place: formats.number(step.place), all: allOf(step.walk, formats.number) })}
          </span>
          <ActionIcon
            size={24}
            aria-label={t("Previous record")}
            disabled={!step.previous}
            onClick={() => go(step.previous)}
          >
            <IconChevronUp size={16} stroke={STROKE} />
          </ActionIcon>
          <ActionIcon size={24} aria-label={t("Next record")} disabled={!step.next} onClick={() => go(step.next)}>
            <IconChevronDown size={16} stroke={STROKE} />
          </ActionIcon>
        </>
      )}
      <span className={classes.tools}>
        {tools}
        <ActionIcon aria-label={t("Copy the link")} onClick={() => void copyLink()}>
          <IconLink size={16} stroke={STROKE} />
        </ActionIcon>
        <RecordMenu object={object} record={record} />
      </span>
    </nav>
  );
}

function allOf(
  walk: { ids: string[]; total?: { count: number; exact: boolean } },
  number: (value: number) => string,
): string {
  const count = Math.max(walk.total?.count ?? 0, walk.ids.length);
  return walk.total && !walk.total.exact ? `${number(count)}+` : number(count);
}
