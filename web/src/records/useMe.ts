import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type { Me } from "@/api/types";
import { readMe } from "@/api/workspace";
import { keys } from "./keys";

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: ({ signal }) => readMe(signal),
  staleTime: 5 * 60_000,
  retry: false,
});

/** Who is signed in, in which workspace, and what they may do. Loaded before any screen of the app is drawn. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}
