import { Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { changeSignInRules, readSignInRules } from "@/api/security";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { useMe } from "@/records/useMe";
import { ErrorState } from "@/ui/state/ErrorState";
import { Section } from "../Section";
import classes from "./RulesScreen.module.css";

/** What the workspace asks of everybody's sign-in. */
export function RulesScreen() {
  const { user } = useMe();
  const rules = useQuery({ queryKey: keys.security, queryFn: ({ signal }) => readSignInRules(signal) });
  const act = useAct(keys.security, keys.me);
  const required = rules.data?.requires_second_factor ?? false;
  const change = (next: boolean) =>
    act(() => changeSignInRules({ requires_second_factor: next }), {
      failed: t("The rule was not changed."),
      done: next
        ? t("Everybody needs a second factor now. Who has none sets one up at the next step.")
        : t("A second factor is everybody’s own choice now."),
    });
  const missing = !user.second_factor && !required;
  return (
    <Section title={t("Sign-in rules")}>
      {rules.error && !rules.data && (
        <ErrorState title={t("The rules could not be loaded")} error={rules.error} retry={() => void rules.refetch()} />
      )}
      {rules.data && (
        <div className={classes.rule}>
          <Switch
            size="sm"
            checked={required}
            disabled={missing}
            onChange={(event) => void change(event.currentTarget.checked)}
            label={t("Everybody needs a second factor")}
            description={t("Who has none can only set one up from then on: a passkey or an authenticator app.")}
          />
          {missing && (
            <p className={classes.reason}>
              {t("Set up your own second factor first: otherwise this would shut you out as well.")}{" "}
              <Link to="/settings/security">{t("Go to your security")}</Link>
            </p>
          )}
        </div>
      )}
    </Section>
  );
}
