import { Button } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type Connection, checkConnection, goToProvider } from "@/api/sso";
import { t } from "@/lib/i18n/text";
import { FormProblem } from "@/ui/FormProblem";
import { Part } from "../Section";
import classes from "./sso.module.css";

/** Asks the provider what can be asked that needs nobody to sign in, and then lets one try it oneself. */
export function CheckPart({ connection: { id, enabled, name } }: { connection: Connection }) {
  const check = useMutation({ mutationFn: () => checkConnection(id) });
  return (
    <Part
      title={t("Does it work?")}
      intro={t("The check asks the provider for all that it can ask by itself. Then sign in by it yourself once.")}
    >
      <FormProblem>{check.error?.message}</FormProblem>
      {check.data && (
        <ul className={classes.checks} aria-label={t("What was checked")}>
          {check.data.steps.map(({ label, ok, detail }) => (
            <li key={label} data-ok={ok}>
              {ok ? (
                <IconCheck size={16} stroke={2} aria-label={t("Good:")} role="img" />
              ) : (
                <IconX size={16} stroke={2} aria-label={t("Not good:")} role="img" />
              )}
              <span>
                <b>{label}</b> {detail}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.acts}>
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {t("Check it")}
        </Button>
        <Button disabled={!enabled} onClick={() => goToProvider(id, "/settings/sso")}>
          {enabled ? t("Sign in by {{name}} yourself", { name }) : t("Switch it on to try it yourself")}
        </Button>
      </div>
    </Part>
  );
}
