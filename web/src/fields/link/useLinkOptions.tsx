import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listRecords } from "@/api/records";
import type { FieldMeta, LinkRef } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { openCreate } from "@/records/creating";
import { drawnShape, valuesOfTitle } from "@/records/slots";
import { linkTitle, titleOf } from "@/records/title";
import { may, useObject } from "@/records/useMeta";
import { useRecordSearch } from "@/records/useRecordSearch";
import { Avatar } from "@/ui/avatar/Avatar";
import type { PickerOption } from "../picker/Picker";

export const asRef = ({ value, label }: PickerOption): LinkRef => ({ id: value, title: label });

/** The records a link may point to: the newest before typing, then what the server finds. */
export function useLinkOptions(field: FieldMeta, onCreated: (ref: LinkRef) => void) {
  const target = useObject(field.options.target ?? "");
  const [words, setWords] = useState("");
  const [settled] = useDebouncedValue(words, 120);
  const found = useRecordSearch(settled, { object: target?.key, limit: 12, enabled: Boolean(target) });
  const newest = useQuery({
    queryKey: ["newest", target?.key],
    queryFn: ({ signal }) =>
      target ? listRecords(target.plural, { sort: "-updated_at", limit: 12 }, null, signal) : null,
    enabled: Boolean(target) && !settled.trim(),
    staleTime: 60_000,
  });
  const shape = drawnShape(target?.shape ?? "");
  const option = (id: string, title: string, hint?: string | null): PickerOption => ({
    value: id,
    label: title,
    hint: hint?.replace(/^https?:\/\//, ""),
    mark: <Avatar id={id} name={title} shape={shape} size={19} />,
  });
  const options = settled.trim()
    ? (found.data ?? []).map(({ id, title, subtitle }) => option(id, title, subtitle))
    : (newest.data?.records ?? []).map((record) => option(record.id, target ? titleOf(target, record) : ""));
  const canCreate = target && may(target, "create");
  return {
    options,
    loading: found.isFetching || newest.isPending,
    onSearch: setWords,
    asOption: (ref: LinkRef) => option(ref.id, linkTitle(ref)),
    addLabel: canCreate
      ? (typed: string) => t("New {{object}} “{{words}}”", { object: target.label.toLowerCase(), words: typed })
      : undefined,
    onAdd: canCreate
      ? (typed: string) =>
          openCreate({
            object: target.key,
            values: valuesOfTitle(target, typed),
            onCreated: (record) => onCreated({ id: record.id, title: titleOf(target, record) }),
          })
      : undefined,
  };
}
