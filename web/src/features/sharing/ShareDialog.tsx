import { Tabs } from "@mantine/core";
import { t } from "@/lib/i18n/text";
import type { RecordSlotProps } from "@/records/slots";
import { titleOf } from "@/records/title";
import { Dialog } from "@/ui/Dialog";
import { ShareForm } from "./ShareForm";
import { ShareList } from "./ShareList";
import classes from "./sharing.module.css";
import { Why } from "./Why";

interface ShareDialogProps extends RecordSlotProps {
  onClose: () => void;
}

/** With whom one record is shared, and why somebody may see it. */
export default function ShareDialog({ object, record, onClose }: ShareDialogProps) {
  return (
    <Dialog opened onClose={onClose} title={titleOf(object, record)} size="md" centered>
      <Tabs defaultValue="share" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="share">{t("Share")}</Tabs.Tab>
          <Tabs.Tab value="why">{t("Who may see it, and why")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="share" className={classes.panel}>
          <ShareForm object={object} record={record} />
          <ShareList object={object} record={record} />
        </Tabs.Panel>
        <Tabs.Panel value="why" className={classes.panel}>
          <Why object={object} record={record} />
        </Tabs.Panel>
      </Tabs>
    </Dialog>
  );
}
