import type { RecordData } from "@/api/types";
import { createStore } from "@/lib/store";

export interface CreateRequest {
  /** The object's key. */
  object: string;
  /** Values to start with, such as the lane of a board or the record it is made from. */
  values?: Record<string, unknown>;
  onCreated?: (record: RecordData) => void;
  /** The dialog from which this one was opened, such as that of a record whose link asks for a new one. */
  under?: CreateRequest;
}

/** What the uppermost create dialog is asked to make; null while none is open. One host of the dialogs stands in the app. */
export const creating = createStore<CreateRequest | null>(null);

export function openCreate(request: CreateRequest): void {
  creating.set({ ...request, under: creating.get() ?? undefined });
}

export function closeCreate(): void {
  creating.set(creating.get()?.under ?? null);
}
