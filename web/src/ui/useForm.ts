import { useState } from "react";

/** An error with the sentences by field, as the API gives it. */
interface Refusal extends Error {
  byField?: Record<string, string>;
}

export interface FormState {
  busy: boolean;
  /** The sentences by field. */
  errors: Record<string, string>;
  /** The sentence for the form as a whole, when no field of it is meant. */
  problem: string | null;
  /** Sends the form; true when it was taken. */
  send: (act: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

/** A form on its way to the server: busy, then taken or refused, with the sentences where they belong. */
export function useForm(...fields: string[]): FormState {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const errors = refusal?.byField ?? {};
  const send = async (act: () => Promise<unknown>) => {
    setBusy(true);
    setRefusal(null);
    try {
      await act();
      return true;
    } catch (error) {
      setRefusal(error as Refusal);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const named = fields.some((field) => errors[field]);
  return { busy, errors, problem: refusal && !named ? refusal.message : null, send, clear: () => setRefusal(null) };
}
