import { Button } from "@mantine/core";
import { type ProvisioningToken, revokeProvisioningToken } from "@/api/provisioning";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { confirm } from "@/ui/Confirm";
import { cells, PlainTable } from "@/ui/plainTable/PlainTable";

/** The tokens by which directories speak. */
export function ProvisioningTokens({ tokens }: { tokens: ProvisioningToken[] }) {
  const formats = useFormats();
  const act = useAct(keys.provisioning);
  const revoke = async ({ id, name }: ProvisioningToken) => {
    const sure = await confirm({
      title: t("End the token {{name}}?", { name }),
      text: t("The directory that uses it makes and deactivates nobody from then on. Members stay as they are."),
      yes: t("End it"),
    });
    if (!sure) return;
    await act(() => revokeProvisioningToken(id), {
      failed: t("The token still works."),
      done: t("The token {{name}} has ended.", { name }),
    });
  };
  return (
    <PlainTable
      label={t("Provisioning tokens")}
      heads={[
        { key: "name", text: t("Token") },
        { key: "used", text: t("Last used") },
        { key: "ends", text: t("Ends"), wide: true, number: true },
        { key: "acts", text: null },
      ]}
    >
      {tokens.map((token) => (
        <tr key={token.id}>
          <td>
            <span className={cells.name}>{token.name}</span>
          </td>
          <td>{token.last_used_at ? formats.ago(token.last_used_at) : t("Never")}</td>
          <td className={cells.wide} data-number>
            {token.expires_at ? formats.date(token.expires_at.slice(0, 10)) : t("Never")}
          </td>
          <td className={cells.end}>
            <Button
              variant="subtle"
              size="xs"
              aria-label={t("End the token {{name}}", { name: token.name })}
              onClick={() => void revoke(token)}
            >
              {t("End")}
            </Button>
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
