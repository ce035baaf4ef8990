import { type ReactNode, useEffect } from "react";
import { asProblem } from "@/api/problem";
import type { HistoryPage, Id, ObjectMeta, RecordPageData } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { rememberRecent } from "@/records/recent";
import type { RecordSlotProps } from "@/records/slots";
import { titleOf } from "@/records/title";
import { useRecord } from "@/records/useRecord";
import { ErrorState } from "@/ui/state/ErrorState";
import { useIsPhone } from "@/ui/useIsPhone";
import { PhoneRecord } from "./PhoneRecord";
import { RecordMissing } from "./RecordMissing";
import { RecordSkeleton } from "./RecordSkeleton";
import { useStepKeys } from "./useSteps";
import { WideRecord } from "./WideRecord";

interface RecordPageProps {
  object: ObjectMeta;
  id: Id;
  /** Draws what happened to the record; given the first part of it, which came with the page. */
  history: (first: HistoryPage) => ReactNode;
  /** Draws what one can do with the page as a whole beside copying its link, such as sharing it. */
  tools: (of: RecordSlotProps) => ReactNode;
}

export interface RecordLayoutProps {
  object: ObjectMeta;
  data: RecordPageData;
  history: ReactNode;
  tools: ReactNode;
}

/** The page of one record: who it is and where it stands, its facts, what happened, what belongs to it. */
export default function RecordPage({ object, id, history, tools }: RecordPageProps) {
  const { data, error, refetch } = useRecord(object, id);
  const phone = useIsPhone();
  useStepKeys(object, id);
  const title = data ? titleOf(object, data.record) : "";

  useEffect(() => {
    if (!title) return;
    rememberRecent({ object: object.key, id, title });
    const before = document.title;
    document.title = `${title} · Rapport`;
    return () => {
      document.title = before;
    };
  }, [object.key, id, title]);

  if (error && asProblem(error).status === 404) return <RecordMissing object={object} id={id} />;
  if (error && !data) {
    return <ErrorState title={t("This record could not be loaded")} error={error} retry={() => void refetch()} />;
  }
  if (!data) return <RecordSkeleton />;
  const Layout = phone ? PhoneRecord : WideRecord;
  return (
    <Layout
      object={object}
      data={data}
      history={history(data.history)}
      tools={tools({ object, record: data.record })}
    />
  );
}
