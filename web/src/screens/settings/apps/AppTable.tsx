import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconPencil, IconRefresh, IconTrash } from "@tabler/icons-react";
import { deleteApp, type RegisteredApp, renewAppSecret } from "@/api/apps";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { confirm } from "@/ui/Confirm";
import { copyText } from "@/ui/copy/CopyLine";
import { STROKE } from "@/ui/icons";
import { cells, PlainTable } from "@/ui/plainTable/PlainTable";
import { confirmTyped } from "@/ui/typed/ConfirmTyped";
import classes from "./apps.module.css";

interface AppTableProps {
  apps: RegisteredApp[];
  onEdit: (app: RegisteredApp) => void;
  onSecret: (app: RegisteredApp, secret: string) => void;
}

export function AppTable({ apps, onEdit, onSecret }: AppTableProps) {
  const formats = useFormats();
  return (
    <PlainTable
      label={t("Apps")}
      heads={[
        { key: "name", text: t("Name") },
        { key: "id", text: t("Client ID"), wide: true },
        { key: "users", text: t("Members"), number: true },
        { key: "made", text: t("Registered"), wide: true },
        { key: "menu", text: null },
      ]}
    >
      {apps.map((app) => (
        <tr key={app.id}>
          <td>
            <button type="button" className={classes.name} onClick={() => onEdit(app)}>
              {app.name}
            </button>
            <span className={`${cells.quiet} ${classes.kind}`}>
              {app.confidential ? t("With a secret") : t("Without a secret, on the devices of its users")}
            </span>
          </td>
          <td className={cells.wide}>
            <code className={classes.id}>{app.client_id}</code>
          </td>
          <td data-number>{formats.number(app.users)}</td>
          <td className={cells.wide}>
            {t("{{day}} by {{name}}", { day: formats.date(app.created_at.slice(0, 10)), name: app.created_by.name })}
          </td>
          <td className={cells.end}>
            <AppMenu app={app} onEdit={onEdit} onSecret={onSecret} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

function AppMenu({ app, onEdit, onSecret }: Omit<AppTableProps, "apps"> & { app: RegisteredApp }) {
  const act = useAct(keys.apps);
  const { id, name, users } = app;
  const renew = async () => {
    const sure = await confirm({
      title: t("Make a new secret for {{name}}?", { name }),
      text: t("The old one works no more from then on: put the new one into the app at once."),
      yes: t("Make a new secret"),
    });
    if (!sure) return;
    await act(async () => onSecret(app, (await renewAppSecret(id)).client_secret), {
      failed: t("The old secret still works."),
    });
  };
  const drop = async () => {
    const sure = await confirmTyped({
      title: t("Remove {{name}}?", { name }),
      text: plural(
        users,
        "{{count}} member uses it. It is refused at once and cannot be brought back.",
        "{{count}} members use it. It is refused at once and cannot be brought back.",
      ),
      word: name,
      yes: t("Remove the app"),
    });
    if (!sure) return;
    await act(() => deleteApp(id), {
      failed: t("The app is still there."),
      done: t("{{name}} was removed, and all that it could do has ended.", { name }),
    });
  };
  const icon = { size: 15, stroke: STROKE };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t("What to do with {{name}}", { name })}>
          <IconDots size={16} stroke={STROKE} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => onEdit(app)}>
          {t("Change it")}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => void copyText(app.client_id)}>
          {t("Copy the client ID")}
        </Menu.Item>
        {app.confidential && (
          <Menu.Item leftSection={<IconRefresh {...icon} />} onClick={() => void renew()}>
            {t("Make a new secret")}
          </Menu.Item>
        )}
        <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => void drop()}>
          {t("Remove the app")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
