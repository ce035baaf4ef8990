import { Button } from "@mantine/core";
import { useState } from "react";
import type { ActionMeta } from "@/api/types";
import { runAsking } from "@/fields/asking/runAction";
import { t } from "@/lib/i18n/text";
import type { RecordSlotProps } from "@/records/slots";
import { useWrite } from "@/records/useWrite";
import { iconNamed, STROKE } from "@/ui/icons";
import { dealValues } from "./dealValues";

/** Mark lost, which asks why, and Mark won, while the deal is open. */
export function DealActions({ object, record }: RecordSlotProps) {
  const write = useWrite(object);
  const [busy, setBusy] = useState(false);
  if (object.can.edit === "none" || dealValues(record).stage?.group !== "open") return null;

  const button = (key: string, done: string, primary: boolean) => {
    const action = object.actions.find((candidate) => candidate.key === key);
    if (!action) return null;
    const Mark = iconNamed(action.icon);
    const run = async (chosen: ActionMeta) => {
      setBusy(true);
      await runAsking(write, object, record, chosen, done);
      setBusy(false);
    };
    return (
      <Button
        variant={primary ? "filled" : "default"}
        disabled={busy}
        leftSection={<Mark size={15} stroke={STROKE} />}
        onClick={() => void run(action)}
      >
        {action.label}
      </Button>
    );
  };

  return (
    <>
      {button("mark_lost", t("Marked lost."), false)}
      {button("mark_won", t("Marked won."), true)}
    </>
  );
}
