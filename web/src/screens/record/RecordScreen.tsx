import { useParams } from "@tanstack/react-router";
import type { Id, ObjectMeta } from "@/api/types";
import { FactList } from "@/fields/FactList";
import { t } from "@/lib/i18n/text";
import { titleOf } from "@/records/title";
import { useObject } from "@/records/useMeta";
import { useRecord } from "@/records/useRecord";
import { NotFoundScreen } from "@/screens/failure/NotFoundScreen";
import { Page } from "@/ui/page/Page";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";

/** The page of one record. */
export function RecordScreen() {
  const { plural, id } = useParams({ from: "/app/$plural/$id" });
  const object = useObject(plural);
  return object ? <RecordOf key={id} object={object} id={id} /> : <NotFoundScreen />;
}

function RecordOf({ object, id }: { object: ObjectMeta; id: Id }) {
  const { data, error, refetch } = useRecord(object, id);
  if (error) return <ErrorState title={t("This could not be loaded")} error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  return (
    <Page title={titleOf(object, data.record)}>
      <FactList object={object} record={data.record} />
    </Page>
  );
}
