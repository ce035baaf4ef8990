import type { QueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Filter, Group, Id, ObjectMeta, RecordData, StageMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { ErrorState } from "@/ui/state/ErrorState";
import { useIsPhone } from "@/ui/useIsPhone";
import classes from "./Board.module.css";
import { BoardSkeleton } from "./BoardSkeleton";
import { inOrder } from "./inOrder";
import { narrowed } from "./lanes";
import { PhoneBoard } from "./PhoneBoard";
import { PipelineChoice } from "./PipelineChoice";
import { boardQuestion, chosenPipeline, keepPipeline } from "./question";
import { boardQuery, useBoard } from "./useBoard";
import { WideBoard } from "./WideBoard";

export interface BoardProps {
  object: ObjectMeta;
  /** The whole filter of the view as it is shown. */
  filter: Filter | null;
  sort: string;
  /** The record in the side panel. */
  selected?: Id;
  /** A card was clicked; `walk` are the ids of all cards in their order. */
  onOpen: (record: RecordData, walk: Id[]) => void;
  /** A number was clicked: show these as rows. */
  onShowRows: (filter: Filter) => void;
}

export interface LaneOf {
  stage: StageMeta;
  group: Group;
  records: RecordData[];
}

export interface BoardLayoutProps {
  object: ObjectMeta;
  lanes: LaneOf[];
  selected: Id | undefined;
  onOpen: (record: RecordData) => void;
  onShowRows: (stage: StageMeta) => void;
  onEnd: (group: Group) => void;
}

/** The records of a view as cards in the stages that its filter leaves. */
export default function Board({ object, filter, sort, selected, onOpen, onShowRows }: BoardProps) {
  const by = object.board?.lanes ?? "";
  const [chosen, setChosen] = useState(() => chosenPipeline(object));
  const question = useMemo(() => boardQuestion(object, filter, sort, chosen), [object, filter, sort, chosen]);
  const { pipelines, pipeline, stages, filter: shown, view } = question;
  const choosePipeline = (id: Id) => {
    setChosen(id);
    keepPipeline(object, id);
  };
  const board = useBoard(view, stages);
  const lanes = useMemo(
    () => stages.flatMap((stage) => laneOf(stage, board.data?.groups, sort || object.table.sort)),
    [stages, board.data, sort, object.table.sort],
  );

  // The lanes are told through a reference, so that a lane is drawn anew only when its own cards change.
  const latest = useRef({ lanes, onOpen });
  latest.current = { lanes, onOpen };
  const open = useCallback((record: RecordData) => {
    const ids = latest.current.lanes.flatMap(({ records }) => records.map(({ id }) => id));
    latest.current.onOpen(record, ids);
  }, []);
  const showRows = useCallback(
    (stage: StageMeta) => onShowRows(narrowed(shown, { field: by, op: "eq", value: stage.id })),
    [shown, by, onShowRows],
  );
  const { loadMore } = board;
  const end = useCallback((group: Group) => void loadMore(group), [loadMore]);
  const phone = useIsPhone();

  if (board.error && !board.data) {
    return (
      <ErrorState title={t("The board could not be loaded")} error={board.error} retry={() => void board.refetch()} />
    );
  }
  const Layout = phone ? PhoneBoard : WideBoard;
  return (
    <div className={classes.board} data-stale={board.isPlaceholderData || undefined}>
      <PipelineChoice pipelines={pipelines} chosen={pipeline} onChoose={choosePipeline} />
      {board.data ? (
        <Layout object={object} lanes={lanes} selected={selected} onOpen={open} onShowRows={showRows} onEnd={end} />
      ) : (
        <BoardSkeleton stages={stages} />
      )}
    </div>
  );
}

/** The ordered cards of a group, kept as long as the cache keeps the group. */
const ordered = new WeakMap<Group, { sort: string; records: RecordData[] }>();

function laneOf(stage: StageMeta, groups: Group[] | undefined, sort: string): LaneOf[] {
  const group = groups?.find(({ key }) => key === stage.id);
  if (!group) return [];
  const known = ordered.get(group);
  const records = known?.sort === sort ? known.records : inOrder(group.records, sort);
  if (known?.records !== records) ordered.set(group, { sort, records });
  return [{ stage, group, records }];
}

/** Asks for a board before it is drawn. */
export function prepareBoard(client: QueryClient, object: ObjectMeta, filter: Filter | null, sort: string): void {
  const { view, stages } = boardQuestion(object, filter, sort, chosenPipeline(object));
  const query = boardQuery(client, view, stages);
  if (!client.getQueryData(query.queryKey)) void client.prefetchQuery(query);
}
