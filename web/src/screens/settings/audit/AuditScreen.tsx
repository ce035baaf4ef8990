import { Button } from "@mantine/core";
import { IconDownload, IconListSearch, IconZoomCancel } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { exportAudit } from "@/api/audit";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { STROKE } from "@/ui/icons";
import { EmptyState } from "@/ui/state/EmptyState";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Section } from "../Section";
import { AuditFilters } from "./AuditFilters";
import { AuditList } from "./AuditList";
import { type AuditAddress, isFiltered, questionOf } from "./auditAddress";
import { Keeping } from "./Keeping";
import { Trust } from "./Trust";
import { useAudit } from "./useAudit";

/** What was done in the workspace, by whom, to what and from where. */
export function AuditScreen() {
  const address = useSearch({ from: "/app/settings/audit" });
  const navigate = useNavigate();
  const formats = useFormats();
  const question = questionOf(address, formats.today(), formats.timeZone);
  const log = useAudit(question);
  const act = useAct(keys.audit);
  const [exporting, setExporting] = useState(false);
  const pages = log.data?.pages;
  const entries = useMemo(() => pages?.flatMap((page) => page.entries) ?? [], [pages]);
  const names = useMemo(() => Object.assign({}, ...(pages?.map((page) => page.names) ?? [])), [pages]);
  const filtered = isFiltered(address);

  const change = (changed: Partial<AuditAddress>) =>
    void navigate({ to: "/settings/audit", search: { ...address, ...changed }, replace: true });
  const everything = () => void navigate({ to: "/settings/audit", search: {}, replace: true });
  const take = async () => {
    setExporting(true);
    await act(() => exportAudit(question), {
      failed: t("Nothing was exported."),
      done: t("The log is in your downloads. That you exported it stands in the log as well."),
    });
    setExporting(false);
  };

  return (
    <Section
      title={t("Audit log")}
      wide
      actions={
        <Button
          leftSection={<IconDownload size={15} stroke={STROKE} />}
          loading={exporting}
          disabled={entries.length === 0}
          onClick={() => void take()}
        >
          {filtered ? t("Export these") : t("Export")}
        </Button>
      }
    >
      <AuditFilters address={address} kinds={pages?.[0]?.kinds ?? []} names={names} onChange={change} />
      {log.error && !log.data && (
        <ErrorState title={t("The log could not be loaded")} error={log.error} retry={() => void log.refetch()} />
      )}
      {log.isPending && <SkeletonRows rows={14} />}
      {log.data && entries.length === 0 && (
        <EmptyState
          icon={filtered ? IconZoomCancel : IconListSearch}
          title={filtered ? t("Nothing in the log fits") : t("Nothing was written down yet")}
          action={filtered && <Button onClick={everything}>{t("Show everything")}</Button>}
        >
          {filtered
            ? t("Choose a longer period, or take a filter away.")
            : t("Sign-ins, changes of rights, exports and the like will stand here.")}
        </EmptyState>
      )}
      {entries.length > 0 && <AuditList entries={entries} names={names} stale={log.isPlaceholderData} onAsk={change} />}
      {log.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          mt={10}
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {t("Show older entries")}
        </Button>
      )}
      {log.data && <Trust />}
      {log.data && <Keeping />}
    </Section>
  );
}
