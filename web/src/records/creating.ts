import type { RecordData } from "@/api/types";
import { createStore } from "@/lib/store";

export interface CreateRequest {
  /** The object's key. */
  object: string;
  /** Values to start with, such as the lane of a board or the record it is made from. */
  values?: Record<string, unknown>;
  onCreated?: (record: RecordData) => void;
}

/** What the create dialog is asked to make; null while it is closed. One host of the dialog stands in the app. */
export const creating = createStore<CreateRequest | null>(null);

export function openCreate(request: CreateRequest): void {
  creating.set(request);
}

export function closeCreate(): void {
  creating.set(null);
}
