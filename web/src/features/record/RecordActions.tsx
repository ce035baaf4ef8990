import { Button } from "@mantine/core";
import type { ObjectMeta, RecordData } from "@/api/types";
import { runAsking } from "@/fields/asking/runAction";
import { t } from "@/lib/i18n/text";
import { slotsOf } from "@/records/slots";
import { may } from "@/records/useMeta";
import { useWrite } from "@/records/useWrite";
import { iconNamed, STROKE } from "@/ui/icons";

/** The object's own buttons, or else one for each of its actions; the last one is the primary act. */
export function RecordActions({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const write = useWrite(object);
  const { HeaderActions } = slotsOf(object.key);
  if (HeaderActions) return <HeaderActions object={object} record={record} />;
  if (!may(object, "edit")) return null;
  return object.actions.map((action, at) => {
    const Mark = iconNamed(action.icon);
    return (
      <Button
        key={action.key}
        variant={at === object.actions.length - 1 ? "filled" : "default"}
        leftSection={<Mark size={15} stroke={STROKE} />}
        onClick={() => void runAsking(write, object, record, action, t("{{action}}: done.", { action: action.label }))}
      >
        {action.label}
      </Button>
    );
  });
}
