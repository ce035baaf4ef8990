import { Button, Menu } from "@mantine/core";
import { IconTrophy, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import type { RecordSlotProps } from "@/records/slots";
import { fieldOf } from "@/records/useMeta";
import { useWrite } from "@/records/useWrite";
import { dealValues } from "./dealValues";

/** Mark won and Mark lost, while the deal is open. Lost asks why. */
export function DealActions({ object, record }: RecordSlotProps) {
  const write = useWrite(object);
  const [busy, setBusy] = useState(false);
  const { stage } = dealValues(record);
  if (object.can.edit === "none" || stage?.group !== "open") return null;

  const run = async (action: string, input: Record<string, unknown>, done: string) => {
    setBusy(true);
    try {
      await write.run(record, action, input, done);
    } catch (error) {
      showFailure(t("The deal is still open."), error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button disabled={busy} leftSection={<IconX size={15} stroke={1.6} />}>
            {t("Mark lost")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t("Why was it lost?")}</Menu.Label>
          {fieldOf(object, "lost_reason").options.choices?.map(({ value, label }) => (
            <Menu.Item key={value} onClick={() => void run("mark_lost", { lost_reason: value }, t("Marked lost."))}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="filled"
        disabled={busy}
        leftSection={<IconTrophy size={15} stroke={1.6} />}
        onClick={() => void run("mark_won", {}, t("Marked won."))}
      >
        {t("Mark won")}
      </Button>
    </>
  );
}
