import { Button, PasswordInput, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type Connection, type ConnectionValues, changeConnection, createConnection, type SsoKind } from "@/api/sso";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { showToast } from "@/ui/toast/toasts";
import { type FormState, useForm } from "@/ui/useForm";
import classes from "./sso.module.css";

interface ConnectionFormProps {
  kind: SsoKind;
  /** null for a new one. */
  connection: Connection | null;
}

const FIELDS = [
  "name",
  "issuer",
  "client_id",
  "client_secret",
  "metadata_url",
  "metadata_xml",
  "entity_id",
  "sign_in_url",
  "certificate",
];

/** What the provider gave: enough to send people there and to check what comes back. */
export function ConnectionForm({ kind, connection }: ConnectionFormProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm(...FIELDS);
  const [draft, setDraft] = useState<ConnectionValues>({ name: connection?.name ?? "" });
  const change = (values: ConnectionValues) => setDraft({ ...draft, ...values });
  const save = async () => {
    const values = filled(draft);
    const taken = await form.send(async () => {
      const kept = connection
        ? await changeConnection(connection.id, values)
        : await createConnection({ kind, enabled: false, ...values });
      await client.invalidateQueries({ queryKey: keys.sso });
      if (connection) setDraft({ name: kept.name });
      else void navigate({ to: "/settings/sso/$id", params: { id: kept.id }, replace: true });
    });
    if (taken) {
      showToast({
        text: connection ? t("It was saved.") : t("It was added, and is off. Check it, then switch it on."),
      });
    }
  };
  const complete = Boolean(draft.name?.trim());
  return (
    <FormStack onSubmit={() => complete && !form.busy && void save()}>
      <FormProblem>{form.problem}</FormProblem>
      <TextInput
        label={t("Name")}
        description={t("Members read “Continue with ...” and this name.")}
        value={draft.name ?? ""}
        error={form.errors.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {kind === "oidc" ? (
        <OidcFields form={form} draft={draft} connection={connection} onChange={change} />
      ) : (
        <SamlFields form={form} draft={draft} connection={connection} onChange={change} />
      )}
      <div>
        <Button type="submit" variant="filled" loading={form.busy} disabled={!complete}>
          {connection ? t("Save") : t("Add the connection")}
        </Button>
      </div>
    </FormStack>
  );
}

/** What was typed; what was left alone stays as it is. */
function filled(draft: ConnectionValues): ConnectionValues {
  return Object.fromEntries(
    Object.entries(draft).flatMap(([key, value]) =>
      typeof value === "string" && !value.trim() ? [] : [[key, typeof value === "string" ? value.trim() : value]],
    ),
  );
}

interface FieldsProps {
  form: FormState;
  draft: ConnectionValues;
  connection: Connection | null;
  onChange: (values: ConnectionValues) => void;
}

function OidcFields({ form: { errors }, draft, connection, onChange }: FieldsProps) {
  return (
    <>
      <TextInput
        label={t("Issuer")}
        description={t(
          "The address of the provider, such as https://acme.okta.com. Rapport reads the rest from there.",
        )}
        inputMode="url"
        spellCheck={false}
        value={draft.issuer ?? connection?.issuer ?? ""}
        error={errors.issuer}
        onChange={(event) => onChange({ issuer: event.currentTarget.value })}
      />
      <TextInput
        label={t("Client ID")}
        spellCheck={false}
        autoComplete="off"
        value={draft.client_id ?? connection?.client_id ?? ""}
        error={errors.client_id}
        onChange={(event) => onChange({ client_id: event.currentTarget.value })}
      />
      <PasswordInput
        label={t("Client secret")}
        description={
          connection?.has_secret ? t("There is one. It is never shown; type a new one to replace it.") : undefined
        }
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("Show what is typed") }}
        value={draft.client_secret ?? ""}
        error={errors.client_secret}
        onChange={(event) => onChange({ client_secret: event.currentTarget.value })}
      />
    </>
  );
}

type Way = "address" | "file" | "parts";

function SamlFields({ form: { errors }, draft, connection, onChange }: FieldsProps) {
  const formats = useFormats();
  const [way, setWay] = useState<Way>(connection && !connection.metadata_url ? "parts" : "address");
  return (
    <>
      <SegmentedControl
        aria-label={t("How the provider describes itself")}
        data={[
          { value: "address", label: t("Address of the metadata") },
          { value: "file", label: t("Metadata as text") },
          { value: "parts", label: t("Part by part") },
        ]}
        value={way}
        onChange={(next) => setWay(next as Way)}
      />
      {way === "address" && (
        <TextInput
          label={t("Address of the metadata")}
          description={t("Read again every day, so that a new certificate of the provider is known in time.")}
          inputMode="url"
          spellCheck={false}
          value={draft.metadata_url ?? connection?.metadata_url ?? ""}
          error={errors.metadata_url}
          onChange={(event) => onChange({ metadata_url: event.currentTarget.value })}
        />
      )}
      {way === "file" && (
        <Textarea
          label={t("Metadata")}
          description={t("The XML that your provider offers as a file.")}
          autosize
          minRows={4}
          maxRows={12}
          spellCheck={false}
          value={draft.metadata_xml ?? ""}
          error={errors.metadata_xml}
          onChange={(event) => onChange({ metadata_xml: event.currentTarget.value })}
        />
      )}
      {way === "parts" && (
        <>
          <TextInput
            label={t("Entity ID of the provider")}
            spellCheck={false}
            value={draft.entity_id ?? connection?.entity_id ?? ""}
            error={errors.entity_id}
            onChange={(event) => onChange({ entity_id: event.currentTarget.value })}
          />
          <TextInput
            label={t("Sign-in address of the provider")}
            inputMode="url"
            spellCheck={false}
            value={draft.sign_in_url ?? connection?.sign_in_url ?? ""}
            error={errors.sign_in_url}
            onChange={(event) => onChange({ sign_in_url: event.currentTarget.value })}
          />
          <Textarea
            label={t("Certificate")}
            description={t("As PEM, beginning with -----BEGIN CERTIFICATE-----.")}
            autosize
            minRows={3}
            maxRows={10}
            spellCheck={false}
            value={draft.certificate ?? ""}
            error={errors.certificate}
            onChange={(event) => onChange({ certificate: event.currentTarget.value })}
          />
        </>
      )}
      {connection?.certificates?.map(({ fingerprint, expires_at }) => (
        <p key={fingerprint} className={classes.certificate}>
          {t("Certificate until {{day}}:", { day: formats.date(expires_at.slice(0, 10)) })} <code>{fingerprint}</code>
        </p>
      ))}
    </>
  );
}
