import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { t } from "@/lib/i18n/text";
import { FormStack } from "@/ui/FormStack";
import { PasswordBox } from "@/ui/PasswordBox";
import type { FormState } from "@/ui/useForm";
import classes from "../sign-in/SignInScreen.module.css";

interface NewcomerFormProps {
  email: string;
  form: FormState;
  onJoin: (given: { name: string; password: string }) => void;
}

/** The name and password of somebody who has no account yet. */
export function NewcomerForm({ email, form, onJoin }: NewcomerFormProps) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const complete = name.trim() && password;
  return (
    <FormStack
      onSubmit={() => complete && !form.busy && onJoin({ name: name.trim(), password })}
      className={classes.form}
    >
      {/* For the password manager: what the new password belongs to. */}
      <input type="hidden" name="email" autoComplete="username" value={email} />
      <TextInput
        label={t("Your name")}
        size="md"
        autoComplete="name"
        autoFocus
        value={name}
        error={form.errors.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordBox
        label={t("A password")}
        description={t("At least ten characters.")}
        size="md"
        autoComplete="new-password"
        value={password}
        error={form.errors.password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" size="md" mt={4} loading={form.busy} disabled={!complete}>
        {t("Join")}
      </Button>
    </FormStack>
  );
}
