import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconLink, IconTrash } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import type { ObjectMeta, RecordData } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { may } from "@/records/useMeta";
import { useWrite } from "@/records/useWrite";
import { STROKE } from "@/ui/icons";
import { copyLink } from "./copyLink";
import { useSteps } from "./useSteps";

/** What is needed rarely. Deleting goes back to the list and can be undone there. */
export function RecordMenu({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const write = useWrite(object);
  const router = useRouter();
  const { step } = useSteps(object, record.id);
  const thing = object.label.toLowerCase();

  const remove = async () => {
    router.history.push(step?.walk.href ?? `/${object.plural}`);
    // The failure has been shown by then, and the record is back in its lists.
    await write.remove([record]).catch(() => undefined);
  };

  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={t("More about this {{object}}", { object: thing })}>
          <IconDots size={16} stroke={STROKE} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={15} stroke={STROKE} />} onClick={() => void copyLink()}>
          {t("Copy the link")}
        </Menu.Item>
        {may(object, "delete") && (
          <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={STROKE} />} onClick={() => void remove()}>
            {t("Delete this {{object}}", { object: thing })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
