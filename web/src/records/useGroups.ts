import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { queryGroups, queryPage } from "@/api/records";
import type { ViewDescription } from "@/api/types";
import { keys } from "./keys";

/** A grouped view: one group per lane with its aggregates and first records. */
export function useGroups(view: ViewDescription, enabled = true) {
  return useQuery({
    queryKey: keys.grouped(view),
    queryFn: ({ signal }) => queryGroups(view, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    enabled,
  });
}

/** Counts and sums of a view without its records. */
export function useTotals(view: ViewDescription, enabled = true) {
  return useQuery({
    queryKey: keys.total(view),
    queryFn: ({ signal }) => queryPage({ ...view, limit: 1 }, signal),
    select: (page) => page.aggregates,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    enabled,
  });
}
