import type { FieldMeta, ObjectMeta, RecordData, Stage, StageMeta } from "@/api/types";

export interface Stages {
  field: FieldMeta;
  current: StageMeta | undefined;
  /** The stages of the record's pipeline. */
  all: StageMeta[];
  /** Those that are drawn: the open ones, and the closed one it stands in. */
  shown: StageMeta[];
}

/** The stages of a record's pipeline; null for an object without stages. */
export function stagesOf(object: ObjectMeta, record: RecordData): Stages | null {
  const key = object.board?.lanes ?? object.fields.find(({ kind }) => kind === "stage")?.key;
  const field = object.fields.find((candidate) => candidate.key === key);
  const stages = field?.options.stages;
  if (!field || !stages?.length) return null;
  const value = record[field.key] as Stage | null;
  const current = stages.find(({ id }) => id === value?.id);
  const pipeline = (current ?? stages[0])?.pipeline.id;
  const all = stages.filter((stage) => stage.pipeline.id === pipeline);
  return { field, current, all, shown: all.filter((stage) => stage.group === "open" || stage === current) };
}
