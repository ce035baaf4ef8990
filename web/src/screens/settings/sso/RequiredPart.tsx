import { Switch } from "@mantine/core";
import { requireSso, type SsoSettings } from "@/api/sso";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { confirm } from "@/ui/Confirm";
import { Part } from "../Section";
import classes from "./sso.module.css";

/** Whether a password is still a way in. */
export function RequiredPart({ sso: { connections, required } }: { sso: SsoSettings }) {
  const act = useAct(keys.sso, keys.me);
  const missing = whyNot(connections, required);
  const change = async (next: boolean) => {
    const sure =
      !next ||
      (await confirm({
        title: t("Ask everybody to sign in through it?"),
        text: t(
          "Who came by a password is asked to sign in again, at your provider, with their next step. API tokens go on. The owner can always come in with password and second factor, for the day on which your provider does not answer.",
        ),
        yes: t("Ask everybody"),
      }));
    if (!sure) return;
    await act(() => requireSso(next), {
      failed: next ? t("A password is still a way in.") : t("Everybody still signs in through it."),
      done: next ? t("Everybody signs in through it now.") : t("A password is a way in again."),
    });
  };
  return (
    <Part title={t("For everybody")}>
      <Switch
        size="sm"
        label={t("Ask everybody to sign in through it")}
        description={t(
          "A password alone opens nothing here then. The owner keeps theirs, with a second factor, as the way in when your provider does not answer.",
        )}
        checked={required}
        disabled={missing !== null}
        onChange={(event) => void change(event.currentTarget.checked)}
      />
      {missing && <p className={classes.reason}>{missing}</p>}
    </Part>
  );
}

function whyNot(connections: SsoSettings["connections"], required: boolean): string | null {
  if (required) return null;
  if (!connections.some(({ enabled }) => enabled)) return t("Add a connection and switch it on first.");
  if (connections.some(({ enabled, last_used_at }) => enabled && last_used_at)) return null;
  return t("Sign in by a connection yourself once, so that you know it works.");
}
