import { useSearch } from "@tanstack/react-router";
import ImportList from "@/features/importing/ImportList";

/** Where imports begin, and those so far. */
export function ImportsScreen() {
  const { object } = useSearch({ from: "/app/imports" });
  return <ImportList object={object} />;
}
