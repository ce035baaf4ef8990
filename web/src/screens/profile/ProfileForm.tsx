import { Button, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { savePreferences } from "@/api/records";
import { t } from "@/lib/i18n/text";
import { localeOptions, timeZoneOptions } from "@/lib/regions";
import { showFailure } from "@/records/failure";
import { meQuery, useMe } from "@/records/useMe";
import { FormStack } from "@/ui/FormStack";
import { showToast } from "@/ui/toast/toasts";
import classes from "./ProfileScreen.module.css";

/** The name, and the region and time zone that dates, numbers and money follow. */
export function ProfileForm() {
  const { user, workspace } = useMe();
  const client = useQueryClient();
  const kept = { name: user.name, locale: user.locale, time_zone: user.time_zone };
  const [values, setValues] = useState(kept);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const changed = (Object.keys(kept) as (keyof typeof kept)[]).filter((key) => values[key] !== kept[key]);

  const save = async () => {
    setBusy(true);
    setErrors({});
    try {
      await savePreferences(Object.fromEntries(changed.map((key) => [key, values[key]])));
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
      showToast({ text: t("Your profile was saved.") });
    } catch (error) {
      const problem = asProblem(error);
      setErrors(problem.byField);
      if (!problem.errors.length) showFailure(t("Your profile was not saved."), error);
    } finally {
      setBusy(false);
    }
  };

  const workspaceLocale = t("As the workspace ({{value}})", { value: workspace.locale });
  const workspaceZone = t("As the workspace ({{value}})", { value: workspace.time_zone });
  return (
    <FormStack onSubmit={() => changed.length > 0 && !busy && void save()}>
      <TextInput
        label={t("Name")}
        autoComplete="name"
        value={values.name}
        error={errors.name}
        onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
      />
      <TextInput
        label={t("Email")}
        value={user.email}
        readOnly
        description={t("You sign in with it. Change it under Security.")}
      />
      <Select
        label={t("Dates, numbers and money")}
        data={[{ value: "", label: workspaceLocale }, ...localeOptions(user.locale)]}
        searchable
        allowDeselect={false}
        value={values.locale}
        error={errors.locale}
        onChange={(locale) => setValues({ ...values, locale: locale ?? "" })}
      />
      <Select
        label={t("Time zone")}
        data={[{ value: "", label: workspaceZone }, ...timeZoneOptions()]}
        searchable
        allowDeselect={false}
        limit={500}
        value={values.time_zone}
        error={errors.time_zone}
        onChange={(zone) => setValues({ ...values, time_zone: zone ?? "" })}
      />
      <div className={classes.actions}>
        <Button type="submit" variant="filled" loading={busy} disabled={changed.length === 0}>
          {t("Save")}
        </Button>
        {changed.length > 0 && <Button onClick={() => setValues(kept)}>{t("Reset")}</Button>}
      </div>
    </FormStack>
  );
}
