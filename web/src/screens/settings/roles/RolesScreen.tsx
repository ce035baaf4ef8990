import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconPlus, IconTrash } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { deleteRole, type HeldRole } from "@/api/access";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { accessKeys } from "@/records/accessKeys";
import { useAct } from "@/records/useAct";
import { confirm } from "@/ui/Confirm";
import { STROKE } from "@/ui/icons";
import { cells, PlainTable } from "@/ui/plainTable/PlainTable";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Section } from "../Section";
import { specialLabel } from "./specials";
import { useRoles } from "./useRoles";

/** The roles of the workspace with how many have each. */
export function RolesScreen() {
  const roles = useRoles();
  const navigate = useNavigate();
  return (
    <Section
      title={t("Roles")}
      wide
      intro={t(
        "A role says what its members may see, create, change and delete, and which fields are hidden from them. Who has several roles may do what any of them allows.",
      )}
      actions={
        <Button
          variant="filled"
          leftSection={<IconPlus size={15} stroke={STROKE} />}
          onClick={() => void navigate({ to: "/settings/roles/$id", params: { id: "new" } })}
        >
          {t("New role")}
        </Button>
      }
    >
      {roles.error && !roles.data && (
        <ErrorState title={t("The roles could not be loaded")} error={roles.error} retry={() => void roles.refetch()} />
      )}
      {roles.isPending && <SkeletonRows rows={6} />}
      {roles.data && <RoleTable roles={roles.data} />}
    </Section>
  );
}

function RoleTable({ roles }: { roles: HeldRole[] }) {
  const formats = useFormats();
  return (
    <PlainTable
      label={t("Roles")}
      heads={[
        { key: "name", text: t("Role") },
        { key: "special", text: t("Also may"), wide: true },
        { key: "members", text: t("Members"), number: true },
        { key: "menu", text: null },
      ]}
    >
      {roles.map((role) => (
        <tr key={role.id}>
          <td>
            <Link to="/settings/roles/$id" params={{ id: role.id }} className={cells.link}>
              {role.name}
            </Link>
          </td>
          <td className={`${cells.wide} ${cells.quiet}`}>{role.special.map(specialLabel).join(", ")}</td>
          <td data-number>{formats.number(role.members)}</td>
          <td className={cells.end}>
            <RoleMenu role={role} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

function RoleMenu({ role }: { role: HeldRole }) {
  const navigate = useNavigate();
  const act = useAct(...accessKeys);
  const { name } = role;
  const remove = async () => {
    const sure = await confirm({
      title: t("Delete the role {{name}}?", { name }),
      text: t("This cannot be undone. Only a role that nobody has can be deleted."),
      yes: t("Delete"),
    });
    if (!sure) return;
    await act(() => deleteRole(role.id), {
      failed: t("The role {{name}} was not deleted.", { name }),
      done: t("The role {{name}} was deleted.", { name }),
    });
  };
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon aria-label={t("What to do with {{name}}", { name })}>
          <IconDots size={16} stroke={STROKE} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={15} stroke={STROKE} />}
          onClick={() => void navigate({ to: "/settings/roles/$id", params: { id: "new" }, search: { like: role.id } })}
        >
          {t("Duplicate")}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={STROKE} />} onClick={() => void remove()}>
          {t("Delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
