import { useParams } from "@tanstack/react-router";
import { useObject } from "@/records/useMeta";
import { NotFoundScreen } from "@/screens/failure/NotFoundScreen";
import { ListScreen } from "./ListScreen";

export { prepareList } from "./prepareList";

/** The list or board of an object. */
export function ObjectScreen() {
  const { plural } = useParams({ from: "/app/$plural" });
  const object = useObject(plural);
  return object ? <ListScreen key={object.key} object={object} /> : <NotFoundScreen />;
}
