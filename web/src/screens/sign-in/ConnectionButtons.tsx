import { Button } from "@mantine/core";
import { IconLogin2 } from "@tabler/icons-react";
import { type FoundConnection, goToProvider } from "@/api/sso";
import { t } from "@/lib/i18n/text";
import { STROKE } from "@/ui/icons";

interface ConnectionButtonsProps {
  connections: FoundConnection[];
  /** Where to go after it: an address of this app. */
  next: string;
}

/** One button for each way to the provider; the first one is the primary act. */
export function ConnectionButtons({ connections, next }: ConnectionButtonsProps) {
  return connections.map(({ id, name }, at) => (
    <Button
      key={id}
      size="md"
      variant={at === 0 ? "filled" : "default"}
      data-autofocus={at === 0 || undefined}
      autoFocus={at === 0}
      leftSection={<IconLogin2 size={16} stroke={STROKE} />}
      onClick={() => goToProvider(id, next)}
    >
      {t("Continue with {{name}}", { name })}
    </Button>
  ));
}
