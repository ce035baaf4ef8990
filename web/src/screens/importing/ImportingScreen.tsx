import { useParams } from "@tanstack/react-router";
import ImportScreen from "@/features/importing/ImportScreen";

/** One import. */
export function ImportingScreen() {
  const { id } = useParams({ from: "/app/imports/$id" });
  return <ImportScreen key={id} id={id} />;
}
