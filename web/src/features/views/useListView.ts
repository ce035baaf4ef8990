import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { Id, ObjectMeta } from "@/api/types";
import type { ViewAddress } from "@/records/viewAddress";
import { useSavedViews } from "./savedViews";
import { addressOf, isChanged, type ListView, listViews, settingsOf, type ViewSettings, viewOf } from "./viewState";

export interface CurrentView {
  /** False while the address names a saved view that is not here yet. */
  ready: boolean;
  views: ListView[];
  view: ListView;
  settings: ViewSettings;
  changed: boolean;
  /** The record in the side panel. */
  peek: Id | undefined;
  change(settings: Partial<ViewSettings>): void;
  choose(view: ListView): void;
  /** After saving: the address names the view alone. */
  settleOn(key: string): void;
  reset(): void;
  setPeek(id: Id | undefined): void;
}

/** The view of this list as the address says it. Every change goes into the address, so that a copied link shows the same. */
export function useListView(object: ObjectMeta): CurrentView {
  const address = useSearch({ strict: false }) as ViewAddress;
  const navigate = useNavigate();
  const { views: saved, loaded } = useSavedViews(object);
  const views = useMemo(() => listViews(object, saved), [object, saved]);
  const view = viewOf(views, address);
  const settings = useMemo(() => settingsOf(object, view, address), [object, view, address]);

  const go = useCallback(
    (search: ViewAddress, replace: boolean) =>
      void navigate({ to: "/$plural", params: { plural: object.plural }, search, replace, resetScroll: false }),
    [navigate, object.plural],
  );
  const { peek } = address;

  return {
    ready: loaded || !address.view || address.view === view.key,
    views,
    view,
    settings,
    changed: isChanged(view, settings),
    peek,
    change: (changes) => go({ ...addressOf(views, view, { ...settings, ...changes }), peek }, true),
    choose: (next) => go(next === views[0] ? {} : { view: next.key }, false),
    settleOn: (key) => go({ view: key, peek }, true),
    reset: () => go({ view: address.view, peek }, true),
    setPeek: (id) => go({ ...address, peek: id }, true),
  };
}
