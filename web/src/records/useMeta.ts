import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { FieldMeta, Meta, ObjectMeta, OperatorMeta } from "@/api/types";
import { readMeta } from "@/api/workspace";
import { keys } from "./keys";

export const metaQuery = queryOptions({
  queryKey: keys.meta,
  queryFn: ({ signal }) => readMeta(signal),
  staleTime: 10 * 60_000,
});

const MetaContext = createContext<Meta | null>(null);

/** Hands the metadata to all screens: every cell of a table asks for it, which is too often for a query of its own. */
export const MetaProvider = MetaContext.Provider;

/** The metadata from the server, for the one who provides it. Loaded before any screen of the app is drawn. */
export function useLoadedMeta(): Meta {
  return useSuspenseQuery(metaQuery).data;
}

/** What objects and fields there are. */
export function useMeta(): Meta {
  const meta = useContext(MetaContext);
  if (!meta) throw new Error("The metadata is known behind the sign-in only.");
  return meta;
}

/** The object with this key or plural, or undefined when there is none or the user may not see it. */
export function useObject(keyOrPlural: string): ObjectMeta | undefined {
  return findObject(useMeta(), keyOrPlural);
}

export function findObject(meta: Meta, keyOrPlural: string): ObjectMeta | undefined {
  return meta.objects.find(({ key, plural }) => key === keyOrPlural || plural === keyOrPlural);
}

/** The field with this key. Throws for an unknown one: that is a mistake in a declaration or in code. */
export function fieldOf(object: ObjectMeta, key: string): FieldMeta {
  const found = object.fields.find((field) => field.key === key);
  if (!found) throw new Error(`${object.key} has no field "${key}".`);
  return found;
}

/** A field by path, one link deep (`owner`, `owner.name`); undefined when it does not exist. */
export function fieldAt(meta: Meta, object: ObjectMeta, path: string): FieldMeta | undefined {
  const [first, second] = path.split(".");
  const field = object.fields.find(({ key }) => key === first);
  if (!second || !field?.options.target) return field;
  return findObject(meta, field.options.target)?.fields.find(({ key }) => key === second);
}

/** The operators that a field can be filtered by; a computed field has those of its result. */
export function operatorsOf(meta: Meta, field: FieldMeta): OperatorMeta[] {
  return meta.operators[field.result_kind ?? field.kind] ?? [];
}

/** Whether the user may do this with at least their own records. */
export function may(object: ObjectMeta, action: keyof ObjectMeta["can"]): boolean {
  return object.can[action] !== "none";
}
