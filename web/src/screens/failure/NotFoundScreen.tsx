import { Button } from "@mantine/core";
import { IconMapSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { t } from "@/lib/i18n/text";
import { EmptyState } from "@/ui/state/EmptyState";
import classes from "./failure.module.css";

/** For an address that leads nowhere, and for what the user may not see: both look the same. */
export function NotFoundScreen() {
  return (
    <div className={classes.screen}>
      <EmptyState
        icon={IconMapSearch}
        title={t("There is nothing at this address")}
        action={
          <Button variant="filled" component={Link} to="/">
            {t("Go to the start")}
          </Button>
        }
      >
        {t(
          "It may have been deleted, or you may not see it. If somebody gave you the link, ask them whether it is shared with you.",
        )}
      </EmptyState>
    </div>
  );
}
