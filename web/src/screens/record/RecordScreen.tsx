import { useParams } from "@tanstack/react-router";
import History from "@/features/history/History";
import RecordPage from "@/features/record/RecordPage";
import { ShareTools } from "@/features/sharing/ShareTools";
import { useObject } from "@/records/useMeta";
import { NotFoundScreen } from "@/screens/failure/NotFoundScreen";

/** The page of one record. */
export function RecordScreen() {
  const { plural, id } = useParams({ from: "/app/$plural/$id" });
  const object = useObject(plural);
  if (!object) return <NotFoundScreen />;
  return (
    <RecordPage
      key={id}
      object={object}
      id={id}
      tools={(of) => <ShareTools {...of} />}
      history={(first) => <History object={object} id={id} first={first} />}
    />
  );
}
