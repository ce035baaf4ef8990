import { Button, MultiSelect } from "@mantine/core";
import { useState } from "react";
import { changeProvisioning } from "@/api/provisioning";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { Part } from "../Section";
import { useAccessChoices } from "../useAccessChoices";

/** The roles with which somebody begins whom the directory makes. */
export function StartingRoles({ roles }: { roles: string[] }) {
  const [draft, setDraft] = useState(roles);
  const choices = useAccessChoices();
  const act = useAct(keys.provisioning);
  const save = () =>
    act(() => changeProvisioning(draft), {
      failed: t("The roles were not changed."),
      done: t("Whom the directory makes from now on begins with these roles."),
    });
  const changed = draft.length > 0 && draft.join() !== roles.join();
  return (
    <Part
      title={t("Roles to begin with")}
      intro={t("Whom the directory makes begins with these, unless their groups give them others.")}
    >
      <MultiSelect
        searchable
        size="sm"
        maw={420}
        aria-label={t("Roles to begin with")}
        error={draft.length ? undefined : t("Choose at least one.")}
        data={choices.roles}
        value={draft}
        onChange={setDraft}
      />
      {changed && (
        <Button mt={10} onClick={() => void save()}>
          {t("Save")}
        </Button>
      )}
    </Part>
  );
}
