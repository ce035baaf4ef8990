import { Button, PasswordInput, Select, TextInput } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import { signIn } from "@/api/session";
import { type SetUp, setUp } from "@/api/workspace";
import { t } from "@/lib/i18n/text";
import { currencyOptions, timeZoneOptions } from "@/lib/regions";
import { FormStack } from "@/ui/FormStack";
import { Gate } from "@/ui/gate/Gate";
import classes from "./SetUpScreen.module.css";

const EXAMPLE = "ABCD-EFGH-JKLM-NPQR";

/** The first start on an empty database: the first workspace and its owner. */
export function SetUpScreen() {
  const router = useRouter();
  const [values, setValues] = useState<SetUp>({
    code: "",
    workspace: "",
    name: "",
    email: "",
    password: "",
    currency: "EUR",
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    document.title = t("Set up Rapport");
  }, []);

  const submit = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await setUp(values);
      await signIn(values.email.trim(), values.password);
      router.history.push("/");
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };

  const errors = problem?.byField ?? {};
  const box = (field: keyof SetUp) => ({
    name: field,
    size: "md",
    value: values[field],
    error: errors[field],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [field]: value }));
    },
  });
  const choose = (field: keyof SetUp) => ({
    size: "md",
    value: values[field],
    error: errors[field],
    allowDeselect: false,
    searchable: true,
    onChange: (value: string | null) => value && setValues((before) => ({ ...before, [field]: value })),
  });
  const incomplete = Object.values(values).some((value) => !value.trim());

  return (
    <Gate
      title={t("Set up Rapport")}
      intro={t("This makes the first workspace and you as its owner. The one-time code stands in the server's log.")}
      problem={problem && !problem.errors.length ? problem.message : null}
    >
      <FormStack onSubmit={() => !incomplete && !busy && void submit()} className={classes.form}>
        <TextInput
          {...box("code")}
          label={t("Set-up code")}
          description={t("Four groups of four letters, from the server's log.")}
          placeholder={EXAMPLE}
          autoComplete="one-time-code"
          spellCheck={false}
          autoFocus
        />
        <TextInput {...box("workspace")} label={t("Name of the workspace")} autoComplete="organization" />
        <TextInput {...box("name")} label={t("Your name")} autoComplete="name" />
        <TextInput {...box("email")} label={t("Your email")} type="email" autoComplete="username" />
        <PasswordInput
          {...box("password")}
          label={t("A password")}
          description={t("At least ten characters.")}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": t("Show the password") }}
        />
        <Select {...choose("currency")} label={t("Currency")} data={currencyOptions(navigator.language)} limit={200} />
        <Select {...choose("time_zone")} label={t("Time zone")} data={timeZoneOptions()} limit={500} />
        <Button type="submit" variant="filled" size="md" mt={4} loading={busy} disabled={incomplete}>
          {t("Create the workspace")}
        </Button>
      </FormStack>
    </Gate>
  );
}
