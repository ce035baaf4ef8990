import { Button } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { t } from "@/lib/i18n/text";
import type { RecordSlotProps } from "@/records/slots";
import { STROKE } from "@/ui/icons";

const ShareDialog = lazy(() => import("./ShareDialog"));

/** The button of a record's page that shares it, and says who may see it and why. */
export function ShareTools({ object, record }: RecordSlotProps) {
  const [open, setOpen] = useState(false);
  if (!object.owner_field) return null;
  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconUserPlus size={15} stroke={STROKE} />}
        onClick={() => setOpen(true)}
      >
        {t("Share")}
      </Button>
      <Suspense fallback={null}>
        {open && <ShareDialog object={object} record={record} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
