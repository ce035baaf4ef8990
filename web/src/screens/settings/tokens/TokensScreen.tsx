import { Button } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { t } from "@/lib/i18n/text";
import { STROKE } from "@/ui/icons";
import { EmptyState } from "@/ui/state/EmptyState";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Section } from "../Section";
import { NewTokenDialog } from "./NewTokenDialog";
import { TokenTable } from "./TokenTable";
import { useTokens } from "./useTokens";

/** One's own API tokens. */
export function TokensScreen() {
  const [making, setMaking] = useState(false);
  const tokens = useTokens("mine");
  const create = (
    <Button variant="filled" leftSection={<IconPlus size={15} stroke={STROKE} />} onClick={() => setMaking(true)}>
      {t("New token")}
    </Button>
  );
  return (
    <Section
      title={t("API tokens")}
      wide
      intro={t("A token lets a program act for you, and never do more than you may do at that moment.")}
      actions={tokens.data?.length ? create : undefined}
    >
      {tokens.error && !tokens.data && (
        <ErrorState
          title={t("The tokens could not be loaded")}
          error={tokens.error}
          retry={() => void tokens.refetch()}
        />
      )}
      {tokens.isPending && <SkeletonRows rows={3} />}
      {tokens.data?.length === 0 && (
        <EmptyState icon={IconKey} title={t("No tokens yet")} action={create}>
          {t("Make one for each program, so that you can end them one by one.")}
        </EmptyState>
      )}
      {tokens.data && tokens.data.length > 0 && <TokenTable whose="mine" tokens={tokens.data} />}
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
    </Section>
  );
}

/** The tokens of all members, for administrators: they see and end them, and cannot make any for others. */
export function AllTokensScreen() {
  const tokens = useTokens("all");
  return (
    <Section title={t("Everybody’s tokens")} wide intro={t("Every token that a program may use in this workspace.")}>
      {tokens.error && !tokens.data && (
        <ErrorState
          title={t("The tokens could not be loaded")}
          error={tokens.error}
          retry={() => void tokens.refetch()}
        />
      )}
      {tokens.isPending && <SkeletonRows rows={3} />}
      {tokens.data?.length === 0 && (
        <EmptyState icon={IconKey} title={t("Nobody has a token")}>
          {t("Members make them under their own settings.")}
        </EmptyState>
      )}
      {tokens.data && tokens.data.length > 0 && <TokenTable whose="all" tokens={tokens.data} />}
    </Section>
  );
}
