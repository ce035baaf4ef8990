import type { LinkRef, MoneyValue, RecordData, Stage, UserRef } from "@/api/types";

/** The fields of a deal that its own screens speak of. */
export interface DealValues {
  amount: MoneyValue | null;
  close_on: string | null;
  company: LinkRef | null;
  days_in_stage: number | null;
  owner: UserRef | null;
  stage: Stage | null;
}

export function dealValues(record: RecordData): Partial<DealValues> {
  return record as unknown as Partial<DealValues>;
}
