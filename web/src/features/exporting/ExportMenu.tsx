import { ActionIcon, Button, Popover, Radio, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { download } from "@/api/download";
import type { Filter, ObjectMeta, Total } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { useMe } from "@/records/useMe";
import { STROKE } from "@/ui/icons";
import { Reasoned } from "@/ui/Reasoned";
import { showToast } from "@/ui/toast/toasts";
import classes from "./ExportMenu.module.css";

interface ExportMenuProps {
  object: ObjectMeta;
  filter: Filter | null;
  sort: string;
  /** The columns as shown, in their order. */
  columns: string[];
  total?: Total;
}

type Format = "csv" | "xlsx";

/** Exports what the view shows, all of it, as a file. */
export function ExportMenu({ object, filter, sort, columns, total }: ExportMenuProps) {
  const { special } = useMe();
  const formats = useFormats();
  const [opened, setOpened] = useState(false);
  const [format, setFormat] = useState<Format>("csv");
  const [extent, setExtent] = useState<"shown" | "all">("shown");
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const reason = special.includes("export")
    ? null
    : t("Your role may not export. Ask an administrator of the workspace.");

  const run = async () => {
    const mine = new AbortController();
    stop.current = mine;
    setBusy(true);
    try {
      const query = {
        format,
        sort,
        filter: filter ? JSON.stringify(filter) : undefined,
        fields: extent === "shown" ? columns.join(",") : undefined,
      };
      await download(`/${object.plural}/export`, query, mine.signal);
      setOpened(false);
      showToast({ text: t("The export is in your downloads.") });
    } catch (error) {
      if (!mine.signal.aborted) showFailure(t("Nothing was exported."), error);
    } finally {
      setBusy(false);
    }
  };

  const count = total ? (total.exact ? formats.number(total.count) : `${formats.number(total.count)}+`) : "";
  return (
    <Reasoned reason={reason}>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" width={270} trapFocus>
        <Popover.Target>
          <Tooltip label={t("Export")} disabled={opened || Boolean(reason)}>
            <ActionIcon
              variant="default"
              size={28}
              aria-label={t("Export")}
              disabled={Boolean(reason)}
              onClick={() => setOpened(!opened)}
            >
              <IconDownload size={15} stroke={STROKE} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown p={14} aria-label={t("Export")}>
          <div className={classes.form}>
            <h3 className={classes.title}>
              {count
                ? t("Export {{count}} {{objects}}", { count, objects: object.label_plural.toLowerCase() })
                : t("Export {{objects}}", { objects: object.label_plural.toLowerCase() })}
            </h3>
            <p className={classes.note}>{t("All that the filter leaves, not only what is on the screen.")}</p>
            <Radio.Group value={format} onChange={(value) => setFormat(value as Format)} aria-label={t("Kind of file")}>
              <div className={classes.choices}>
                <Radio size="sm" value="csv" label={t("CSV, for any program")} />
                <Radio size="sm" value="xlsx" label={t("Excel")} />
              </div>
            </Radio.Group>
            <Radio.Group
              value={extent}
              onChange={(value) => setExtent(value as "shown" | "all")}
              aria-label={t("Columns")}
            >
              <div className={classes.choices}>
                <Radio
                  size="sm"
                  value="shown"
                  label={t("The {{count}} columns of this view", { count: columns.length })}
                />
                <Radio size="sm" value="all" label={t("All fields")} />
              </div>
            </Radio.Group>
            <div className={classes.acts}>
              {busy && <Button onClick={() => stop.current?.abort()}>{t("Stop")}</Button>}
              <Button variant="filled" disabled={busy} onClick={() => void run()}>
                {busy ? t("Preparing the file") : t("Export")}
              </Button>
            </div>
          </div>
        </Popover.Dropdown>
      </Popover>
    </Reasoned>
  );
}
