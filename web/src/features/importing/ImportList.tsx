import { Button } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ImportOutline, ImportState } from "@/api/importTypes";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { findObject, useMeta } from "@/records/useMeta";
import { Page } from "@/ui/page/Page";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Tag } from "@/ui/Tag";
import classes from "./Importing.module.css";
import { Steps } from "./Steps";
import { Upload } from "./Upload";
import { useImports } from "./useImport";

/** Begins an import by dropping a file, and lists those before. */
export default function ImportList({ object }: { object?: string }) {
  const imports = useImports();
  return (
    <Page title={t("Import")} icon={IconFileImport}>
      <div className={classes.screen}>
        <Steps at="file" />
        <Upload object={object} />
        <h2 className={classes.heading}>{t("Imports so far")}</h2>
        {imports.error && !imports.data && (
          <ErrorState
            title={t("The imports could not be loaded")}
            error={imports.error}
            retry={() => void imports.refetch()}
          />
        )}
        {imports.isPending && <SkeletonRows rows={3} />}
        {imports.data && <PastImports imports={imports.data.pages.flatMap((page) => page.imports)} />}
        {imports.hasNextPage && (
          <Button variant="subtle" loading={imports.isFetchingNextPage} onClick={() => void imports.fetchNextPage()}>
            {t("Show older imports")}
          </Button>
        )}
      </div>
    </Page>
  );
}

function PastImports({ imports }: { imports: ImportOutline[] }) {
  const meta = useMeta();
  const formats = useFormats();
  if (imports.length === 0) {
    return (
      <p className={classes.note}>
        {t("None yet. Every import stands here with its report, and can be undone for 30 days.")}
      </p>
    );
  }
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t("File")}</th>
          <th>{t("Into")}</th>
          <th className={classes.wide}>{t("By")}</th>
          <th className={classes.wide}>{t("When")}</th>
          <th className={`${classes.wide} ${classes.number}`}>{t("Rows taken")}</th>
          <th>{t("State")}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <td>
              <Link to="/imports/$id" params={{ id: one.id }} className={classes.link}>
                {one.file.name}
              </Link>
            </td>
            <td>{findObject(meta, one.object)?.label_plural ?? one.object}</td>
            <td className={classes.wide}>{one.created_by.label}</td>
            <td className={classes.wide}>{formats.dateTime(one.created_at)}</td>
            <td className={`${classes.wide} ${classes.number} tabular`}>
              {one.summary?.of === "run" ? formats.number(one.summary.created + one.summary.updated) : ""}
            </td>
            <td>
              <StateTag state={one.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StateTag({ state }: { state: ImportState }) {
  const labels: Record<ImportState, [string, string]> = {
    draft: [t("Begun"), "gray"],
    checking: [t("Checking"), "blue"],
    checked: [t("Checked"), "blue"],
    running: [t("Importing"), "blue"],
    done: [t("Done"), "green"],
    cancelled: [t("Stopped"), "orange"],
    failed: [t("Failed"), "red"],
    undoing: [t("Undoing"), "blue"],
    undone: [t("Undone"), "gray"],
  };
  const [label, color] = labels[state];
  return <Tag color={color}>{label}</Tag>;
}
