import { Button } from "@mantine/core";
import { IconMail, IconPhone } from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import type { RecordSlotProps } from "@/records/slots";

/** Call and mail with the thumb. */
export function PersonPhoneActions({ record }: RecordSlotProps) {
  const number = (record.mobile || record.phone) as string | null;
  const email = record.email as string | null;
  return (
    <>
      {number && (
        <Button
          component="a"
          href={`tel:${number}`}
          size="md"
          fullWidth
          leftSection={<IconPhone size={17} stroke={1.6} />}
        >
          {t("Call")}
        </Button>
      )}
      {email && (
        <Button
          component="a"
          href={`mailto:${email}`}
          size="md"
          fullWidth
          leftSection={<IconMail size={17} stroke={1.6} />}
        >
          {t("Email")}
        </Button>
      )}
    </>
  );
}
