import { Button } from "@mantine/core";
import { type ApiToken, revokeToken } from "@/api/security";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { findObject, useMeta } from "@/records/useMeta";
import { confirm } from "@/ui/Confirm";
import { cells, PlainTable } from "@/ui/plainTable/PlainTable";

interface TokenTableProps {
  whose: "mine" | "all";
  tokens: ApiToken[];
}

export function TokenTable({ whose, tokens }: TokenTableProps) {
  const formats = useFormats();
  const limitsOf = useLimits();
  const act = useAct(keys.tokens);
  const revoke = async ({ id, name }: ApiToken) => {
    const sure = await confirm({
      title: t("End the token {{name}}?", { name }),
      text: t("What uses it is refused from then on. This cannot be undone."),
      yes: t("End it"),
    });
    if (!sure) return;
    await act(() => revokeToken(whose, id), {
      failed: t("The token still works."),
      done: t("The token {{name}} has ended.", { name }),
    });
  };
  return (
    <PlainTable
      label={t("API tokens")}
      heads={[
        { key: "name", text: t("Name") },
        ...(whose === "all" ? [{ key: "user", text: t("Acts for") }] : []),
        { key: "limits", text: t("Limited to"), wide: true },
        { key: "used", text: t("Last used"), wide: true },
        { key: "ends", text: t("Ends"), wide: true, number: true },
        { key: "acts", text: null },
      ]}
    >
      {tokens.map((token) => (
        <tr key={token.id}>
          <td>
            <span className={cells.name}>{token.name}</span>
          </td>
          {whose === "all" && <td>{token.user.name}</td>}
          <td className={`${cells.wide} ${cells.quiet}`}>{limitsOf(token)}</td>
          <td className={cells.wide}>{token.last_used_at ? formats.ago(token.last_used_at) : t("Never")}</td>
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

/** The limits of a token in words. */
function useLimits(): (token: ApiToken) => string {
  const meta = useMeta();
  return ({ roles, objects, networks }) => {
    const parts = [
      roles?.map(({ label }) => label).join(", "),
      objects &&
        Object.entries(objects)
          .map(([key, actions]) => `${findObject(meta, key)?.label_plural ?? key} (${actions.join(", ")})`)
          .join(", "),
      networks?.join(", "),
    ];
    return parts.filter(Boolean).join("; ") || t("Nothing: all that its member may do");
  };
}
