import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { shareRecord } from "@/api/access";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import type { RecordSlotProps } from "@/records/slots";
import { useAct } from "@/records/useAct";
import { useMe } from "@/records/useMe";
import { may } from "@/records/useMeta";
import { useTeams } from "@/records/useTeams";
import { useUsers } from "@/records/useUsers";
import classes from "./sharing.module.css";

/** Chooses a member or a team, and whether they may edit. */
export function ShareForm({ object, record }: RecordSlotProps) {
  const { user: me } = useMe();
  const users = useUsers() ?? [];
  const teams = useTeams() ?? [];
  const [whom, setWhom] = useState<string | null>(null);
  const [edit, setEdit] = useState("see");
  const act = useAct(keys.shares(object.key, record.id));
  if (object.frozen) return <p className={classes.note}>{object.frozen}</p>;
  if (!may(object, "edit")) {
    return <p className={classes.note}>{t("Only who may change a record may share it. Ask its owner.")}</p>;
  }

  const share = async () => {
    const [kind, id] = whom?.split(":") ?? [];
    if (!id) return;
    const target = kind === "user" ? { user: id } : { team: id };
    const done = await act(() => shareRecord(object.plural, record.id, { ...target, edit: edit === "edit" }), {
      failed: t("It was not shared."),
    });
    if (done) setWhom(null);
  };

  const members = users
    .filter(({ id, active }) => active && id !== me.id)
    .map(({ id, name }) => ({ value: `user:${id}`, label: name }));
  const groups = [
    { group: t("Members"), items: members },
    { group: t("Teams"), items: teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })) },
  ].filter(({ items }) => items.length > 0);
  return (
    <div className={classes.form}>
      <Select
        className={classes.whom}
        aria-label={t("Share with")}
        placeholder={t("A member or a team")}
        searchable
        data-autofocus
        openOnFocus={false}
        nothingFoundMessage={t("Nobody found")}
        data={groups}
        value={whom}
        onChange={setWhom}
      />
      <Select
        className={classes.right}
        aria-label={t("What they may do")}
        allowDeselect={false}
        data={[
          { value: "see", label: t("Can see") },
          { value: "edit", label: t("Can edit") },
        ]}
        value={edit}
        onChange={(value) => setEdit(value ?? "see")}
      />
      <Button variant="filled" disabled={!whom} onClick={() => void share()}>
        {t("Share")}
      </Button>
    </div>
  );
}
