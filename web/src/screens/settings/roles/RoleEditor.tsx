import { Button, Checkbox, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useBlocker, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { createRole, type HeldRole, type RoleValues, updateRole } from "@/api/access";
import { asProblem } from "@/api/problem";
import { plural, t } from "@/lib/i18n/text";
import { accessKeys } from "@/records/accessKeys";
import { showFailure } from "@/records/failure";
import { confirm } from "@/ui/Confirm";
import { showToast } from "@/ui/toast/toasts";
import { Part, Section } from "../Section";
import { FieldRights } from "./FieldRights";
import { GrantMatrix } from "./GrantMatrix";
import { sameRole } from "./grants";
import classes from "./RoleEditor.module.css";
import { specials } from "./specials";

interface RoleEditorProps {
  /** Undefined for a new one. */
  role?: HeldRole;
  start: RoleValues;
  back: { to: string; label: string };
}

/** What one role allows: objects, fields, and the rest. Nothing holds before it is saved. */
export function RoleEditor({ role, start, back }: RoleEditorProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [kept, setKept] = useState(() => valuesOf(start));
  const [draft, setDraft] = useState(kept);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const changed = !role || !sameRole(draft, kept);
  const leaving = !sameRole(draft, kept);

  useBlocker({
    disabled: !leaving,
    shouldBlockFn: async () => {
      const sure = await confirm({
        title: t("Leave without saving?"),
        text: t("What you changed in this role is lost then."),
        yes: t("Leave"),
      });
      return !sure;
    },
  });

  const save = async () => {
    setBusy(true);
    setErrors({});
    try {
      const { id } = await (role ? updateRole(role.id, draft) : createRole(draft));
      setKept(draft);
      await Promise.all(accessKeys.map((queryKey) => client.invalidateQueries({ queryKey })));
      showToast({ text: t("The role {{name}} was saved. It holds from now on.", { name: draft.name }) });
      if (!role) {
        await navigate({ to: "/settings/roles/$id", params: { id }, replace: true, ignoreBlocker: true });
      }
    } catch (error) {
      setErrors(asProblem(error).byField);
      showFailure(t("The role was not saved."), error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section
      title={role ? role.name : t("New role")}
      wide
      back={back}
      actions={
        <>
          {leaving && <Button onClick={() => setDraft(kept)}>{t("Reset")}</Button>}
          <Button variant="filled" loading={busy} disabled={!changed || !draft.name.trim()} onClick={() => void save()}>
            {t("Save")}
          </Button>
        </>
      }
    >
      <div className={classes.name}>
        <TextInput
          label={t("Name")}
          value={draft.name}
          error={errors.name}
          autoFocus={!role}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        {role && (
          <p className={classes.holders}>
            {plural(role.members, "{{count}} member has this role.", "{{count}} members have this role.")}
          </p>
        )}
      </div>
      <Part
        title={t("Records")}
        intro={t("“Own” are the records that one owns, “team” those of one’s teams and the teams within them.")}
      >
        <GrantMatrix role={draft} errors={errors} onChange={setDraft} />
      </Part>
      <Part
        title={t("Fields")}
        intro={t(
          "Whoever may see a record sees all its fields, and who may edit it edits them. Say here what is not so.",
        )}
      >
        <FieldRights role={draft} errors={errors} onChange={setDraft} />
      </Part>
      <Part title={t("Also may")}>
        <Checkbox.Group value={draft.special} onChange={(special) => setDraft({ ...draft, special })}>
          <Stack gap={12}>
            {specials().map(({ word, label, sentence }) => (
              <Checkbox key={word} value={word} label={label} description={sentence} size="xs" />
            ))}
          </Stack>
        </Checkbox.Group>
      </Part>
    </Section>
  );
}

const valuesOf = ({ name, grants, fields, special }: RoleValues): RoleValues => ({ name, grants, fields, special });
