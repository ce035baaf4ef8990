import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import type { ObjectMeta, RecordData } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { titleOf } from "@/records/title";
import { useWrite } from "@/records/useWrite";
import { showToast } from "@/ui/toast/toasts";

/** Saves a new record once, however often the button is pressed or the connection breaks. */
export function useCreate(object: ObjectMeta) {
  const write = useWrite(object);
  const navigate = useNavigate();
  const intent = useRef({ key: "", body: "" });
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const save = async (values: Record<string, unknown>, tell: boolean): Promise<RecordData | null> => {
    if (saving) return null;
    const body = JSON.stringify(values);
    // The same values sent again are the same intent; changed ones are a new one.
    if (intent.current.body !== body) intent.current = { key: crypto.randomUUID(), body };
    setSaving(true);
    setProblem(null);
    try {
      const record = await write.create(values, intent.current.key);
      intent.current = { key: "", body: "" };
      if (tell) {
        showToast({
          text: t("{{title}} was created.", { title: titleOf(object, record) }),
          action: {
            label: t("Open"),
            run: () => void navigate({ to: "/$plural/$id", params: { plural: object.plural, id: record.id } }),
          },
        });
      }
      return record;
    } catch (error) {
      setProblem(asProblem(error));
      return null;
    } finally {
      setSaving(false);
    }
  };

  return { save, saving, problem, forgive: () => setProblem(null) };
}
