import { useParams } from "@tanstack/react-router";
import type { ObjectMeta } from "@/api/types";
import { ObjectIcon } from "@/records/ObjectIcon";
import { titleOf } from "@/records/title";
import { useObject } from "@/records/useMeta";
import { useRecordPages } from "@/records/useRecordPages";
import { NotFoundScreen } from "@/screens/failure/NotFoundScreen";
import { Page } from "@/ui/page/Page";
import { SkeletonRows } from "@/ui/state/Skeleton";

/** The list or board of an object. */
export function ObjectScreen() {
  const { plural } = useParams({ from: "/app/$plural" });
  const object = useObject(plural);
  return object ? <Records object={object} /> : <NotFoundScreen />;
}

function Records({ object }: { object: ObjectMeta }) {
  const pages = useRecordPages(object, { sort: object.table.sort, fields: [object.title_field], limit: 50 });
  return (
    <Page title={object.label_plural} icon={(props) => <ObjectIcon object={object} {...props} />}>
      {pages.loading ? (
        <SkeletonRows />
      ) : (
        <ul>
          {pages.records.map((record) => (
            <li key={record.id}>{titleOf(object, record)}</li>
          ))}
        </ul>
      )}
    </Page>
  );
}
