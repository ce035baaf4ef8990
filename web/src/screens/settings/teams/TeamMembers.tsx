import { ActionIcon, Checkbox, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { Id } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useUsers } from "@/records/useUsers";
import { Avatar } from "@/ui/avatar/Avatar";
import classes from "./TeamMembers.module.css";

interface TeamMembersProps {
  members: Id[];
  main: Id[];
  onChange: (members: Id[], main: Id[]) => void;
}

/** Who is in a team, and for whom it is the main one: there their new records go. */
export function TeamMembers({ members, main, onChange }: TeamMembersProps) {
  const users = useUsers() ?? [];
  const outside = users.filter(({ id, active }) => active && !members.includes(id));
  const without = (ids: Id[], id: Id) => ids.filter((each) => each !== id);
  return (
    <div>
      <p className={classes.label}>{t("Members")}</p>
      {members.length > 0 && (
        <ul className={classes.list}>
          {users
            .filter(({ id }) => members.includes(id))
            .map(({ id, name }) => (
              <li key={id} className={classes.row}>
                <Avatar id={id} name={name} size={22} />
                <span className={classes.name}>{name}</span>
                <Checkbox
                  size="xs"
                  label={t("Main team")}
                  aria-label={t("Main team of {{name}}", { name })}
                  checked={main.includes(id)}
                  onChange={(event) =>
                    onChange(members, event.currentTarget.checked ? [...main, id] : without(main, id))
                  }
                />
                <ActionIcon
                  aria-label={t("Take {{name}} out of the team", { name })}
                  onClick={() => onChange(without(members, id), without(main, id))}
                >
                  <IconX size={14} stroke={1.6} />
                </ActionIcon>
              </li>
            ))}
        </ul>
      )}
      <Select
        aria-label={t("Add a member")}
        placeholder={t("Add a member")}
        searchable
        nothingFoundMessage={t("Nobody found")}
        data={outside.map(({ id, name }) => ({ value: id, label: name }))}
        value={null}
        onChange={(id) => id && onChange([...members, id], main)}
      />
    </div>
  );
}
