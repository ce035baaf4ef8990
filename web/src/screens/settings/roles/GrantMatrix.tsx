import { ActionIcon } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { type Action, EVERY_OBJECT, type RoleValues } from "@/api/access";
import type { Scope } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { ObjectIcon } from "@/records/ObjectIcon";
import { inOrder } from "@/records/slots";
import { useMeta } from "@/records/useMeta";
import classes from "./GrantMatrix.module.css";
import { ACTIONS, grantOf, withGrant, withoutGrant } from "./grants";

interface GrantMatrixProps {
  role: RoleValues;
  errors: Record<string, string>;
  onChange: (role: RoleValues) => void;
}

/** How far each action reaches on each object. An object without a row of its own follows the last one. */
export function GrantMatrix({ role, errors, onChange }: GrantMatrixProps) {
  const objects = inOrder(useMeta().objects);
  const rows = [
    ...objects.map((object) => ({
      key: object.key,
      label: object.label_plural,
      icon: <ObjectIcon object={object} size={16} />,
      owned: Boolean(object.owner_field),
    })),
    { key: EVERY_OBJECT, label: t("Everything else"), icon: null, owned: true },
  ];
  const labels: Record<Action, string> = {
    view: t("View"),
    create: t("Create"),
    edit: t("Edit"),
    delete: t("Delete"),
  };
  return (
    <table className={classes.matrix} aria-label={t("Records")}>
      <thead>
        <tr>
          <td />
          {ACTIONS.map((action) => (
            <th key={action} scope="col">
              {labels[action]}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, icon, owned }) => {
          const own = key in role.grants;
          const follows = !own && key !== EVERY_OBJECT;
          const grant = grantOf(role, key);
          const wrong = Object.keys(errors).filter((field) => `${field}.`.startsWith(`grants.${key}.`));
          return (
            <tr key={key} data-follows={follows || undefined}>
              <th scope="row">
                <span className={classes.object}>
                  {icon}
                  {label}
                </span>
                {follows && <span className={classes.note}>{t("As everything else")}</span>}
                {wrong.map((field) => (
                  <span key={field} className={classes.error} role="alert">
                    {errors[field]}
                  </span>
                ))}
              </th>
              {ACTIONS.map((action) => (
                <td key={action} data-label={labels[action]}>
                  <ReachSelect
                    label={t("{{action}} {{objects}}", { action: labels[action], objects: label })}
                    value={grant[action]}
                    owned={owned}
                    wrong={wrong.includes(`grants.${key}.${action}`)}
                    onChange={(reach) => onChange(withGrant(role, key, { [action]: reach }))}
                  />
                </td>
              ))}
              <td className={classes.back}>
                {own && key !== EVERY_OBJECT && (
                  <ActionIcon
                    aria-label={t("{{objects}}: as everything else", { objects: label })}
                    title={t("As everything else")}
                    onClick={() => onChange(withoutGrant(role, key))}
                  >
                    <IconArrowBackUp size={15} stroke={1.6} />
                  </ActionIcon>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface ReachSelectProps {
  label: string;
  value: Scope;
  owned: boolean;
  wrong: boolean;
  onChange: (reach: Scope) => void;
}

/** The browser's own list: four words need no more, and it works with the thumb and by key. */
function ReachSelect({ label, value, owned, wrong, onChange }: ReachSelectProps) {
  const words: Record<Scope, string> = { none: t("None"), own: t("Own"), team: t("Team"), all: t("All") };
  const offered = (["none", "own", "team", "all"] as const).filter(
    (reach) => owned || reach === "none" || reach === "all" || reach === value,
  );
  return (
    <select
      className={classes.reach}
      aria-label={label}
      aria-invalid={wrong || undefined}
      data-reach={value}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Scope)}
    >
      {offered.map((reach) => (
        <option key={reach} value={reach}>
          {words[reach]}
        </option>
      ))}
    </select>
  );
}
