import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Pending } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { Gate } from "@/ui/gate/Gate";
import { useForm } from "@/ui/useForm";
import { FactorStep } from "./FactorStep";
import { ForgottenStep } from "./ForgottenStep";
import { inside } from "./inside";
import { PasswordStep } from "./PasswordStep";
import { ssoFailure } from "./ssoFailure";

type Step = { at: "password" } | { at: "factor"; types: Pending } | { at: "forgotten"; email: string };

/** Signing in: by the organisation, or a password, then a second factor where there is one; or a passkey alone. */
export function SignInScreen() {
  const { next, ended, sso, request } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const client = useQueryClient();
  const [step, setStep] = useState<Step>({ at: "password" });
  const form = useForm();

  useEffect(() => {
    document.title = t("Sign in to Rapport");
  }, []);

  const enter = () => {
    client.clear();
    const target = inside(next);
    // What an app asked is read letter for letter, as the browser opens it.
    if (target.startsWith("/oauth/")) location.assign(target);
    else router.history.push(target);
  };
  const back = () => {
    form.clear();
    setStep({ at: "password" });
  };
  const titles = { password: t("Sign in"), factor: t("One more step"), forgotten: t("Forgotten your password?") };
  const intros = {
    password: ended ? t("You were signed out. Sign in to go on where you were.") : undefined,
    factor: t("This account asks for a second factor."),
    forgotten: t("We mail you a link with which you set a new one. It works for an hour."),
  };
  return (
    <Gate
      title={titles[step.at]}
      intro={intros[step.at]}
      problem={form.problem ?? (step.at === "password" && sso ? ssoFailure(sso, request) : null)}
    >
      {step.at === "password" && (
        <PasswordStep
          form={form}
          next={inside(next)}
          onIn={(pending) => (pending.length ? setStep({ at: "factor", types: pending }) : enter())}
          onForgotten={(email) => {
            form.clear();
            setStep({ at: "forgotten", email });
          }}
        />
      )}
      {step.at === "factor" && <FactorStep form={form} types={step.types} onIn={enter} onBack={back} />}
      {step.at === "forgotten" && <ForgottenStep form={form} email={step.email} onBack={back} />}
    </Gate>
  );
}
