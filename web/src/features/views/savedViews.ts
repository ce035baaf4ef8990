import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { get, patch, post, request } from "@/api/client";
import type { Filter, Id, Layout, ObjectMeta } from "@/api/types";

/** A view that somebody saved: their own, or one that is shared with the workspace. */
export interface SavedView {
  id: Id;
  object: string;
  label: string;
  layout: Layout;
  filter: Filter | null;
  sort: string;
  columns: string[];
  shared: boolean;
  mine: boolean;
  position: number;
}

export type SavedValues = Partial<Pick<SavedView, "label" | "layout" | "filter" | "sort" | "columns" | "shared">>;

const keyOf = (object: ObjectMeta) => ["views", object.key] as const;

/** The request of the saved views, for the tabs and for who brings them ahead. */
export function savedViewsQuery(object: ObjectMeta) {
  return queryOptions({
    queryKey: keyOf(object),
    queryFn: async ({ signal }) =>
      (await get<{ views: SavedView[] }>("/views", { query: { object: object.key }, signal })).views,
    staleTime: 60_000,
  });
}

/** The saved views of an object; an empty list while they load, so that the tabs of the object itself stand at once. */
export function useSavedViews(object: ObjectMeta): { views: SavedView[]; loaded: boolean } {
  const { data, isPending } = useQuery(savedViewsQuery(object));
  return { views: data ?? [], loaded: !isPending };
}

export interface ViewWrites {
  create(label: string, values: SavedValues): Promise<SavedView>;
  change(id: Id, values: SavedValues): Promise<SavedView>;
  remove(id: Id): Promise<void>;
}

export function useViewWrites(object: ObjectMeta): ViewWrites {
  const client = useQueryClient();
  return useMemo(() => {
    const put = (edit: (views: SavedView[]) => SavedView[]) =>
      client.setQueryData<SavedView[]>(keyOf(object), (views) => edit(views ?? []));
    return {
      create: async (label, values) => {
        const made = await post<SavedView>("/views", { object: object.key, label, ...values });
        put((views) => [...views, made]);
        return made;
      },
      change: async (id, values) => {
        const changed = await patch<SavedView>(`/views/${id}`, values);
        put((views) => views.map((view) => (view.id === id ? changed : view)));
        return changed;
      },
      remove: async (id) => {
        await request<null>("DELETE", `/views/${id}`);
        put((views) => views.filter((view) => view.id !== id));
      },
    };
  }, [client, object]);
}
