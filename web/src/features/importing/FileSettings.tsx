import { Button, Popover, Select, Switch } from "@mantine/core";
import { IconFileSpreadsheet, IconSettings } from "@tabler/icons-react";
import type { Import } from "@/api/importTypes";
import { t } from "@/lib/i18n/text";
import classes from "./Importing.module.css";
import type { StepProps } from "./ImportScreen";

const ENCODINGS = ["utf-8", "utf-16", "windows-1252"];

/** How the file was read, in one line, and what to change when it was read wrongly. */
export function FileSettings({ given, steering }: Pick<StepProps, "given" | "steering">) {
  const { source } = given;
  const delimiters = [
    { value: ",", label: t("Comma") },
    { value: ";", label: t("Semicolon") },
    { value: "\t", label: t("Tab") },
    { value: "|", label: t("Bar") },
  ];
  return (
    <div className={classes.file}>
      <IconFileSpreadsheet size={16} stroke={1.6} />
      <span>{describe(given, delimiters.find(({ value }) => value === source.delimiter)?.label)}</span>
      <Popover position="bottom-end" width={260} trapFocus>
        <Popover.Target>
          <Button size="xs" variant="subtle" ml="auto" leftSection={<IconSettings size={14} stroke={1.6} />}>
            {t("Read it differently")}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={12}>
          <div className={classes.settings}>
            {source.format === "csv" && (
              <>
                <Select
                  label={t("Letters")}
                  data={[...new Set([...ENCODINGS, source.encoding])]}
                  value={source.encoding}
                  comboboxProps={{ withinPortal: false }}
                  onChange={(encoding) => encoding && void steering.change({ source: { encoding } })}
                />
                <Select
                  label={t("Between columns")}
                  data={delimiters}
                  value={source.delimiter}
                  comboboxProps={{ withinPortal: false }}
                  onChange={(delimiter) => delimiter && void steering.change({ source: { delimiter } })}
                />
              </>
            )}
            {source.sheets.length > 1 && (
              <Select
                label={t("Sheet")}
                data={source.sheets}
                value={source.sheet}
                comboboxProps={{ withinPortal: false }}
                onChange={(sheet) => sheet && void steering.change({ source: { sheet } })}
              />
            )}
            <Switch
              size="sm"
              label={t("The first row holds the names of the columns")}
              checked={source.header}
              onChange={(event) => void steering.change({ source: { header: event.currentTarget.checked } })}
            />
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function describe({ source, columns }: Import, delimiter: string | undefined): string {
  const heading = source.header ? t("with column names") : t("without column names");
  if (source.format === "xlsx") {
    return t("Excel, sheet {{sheet}}, {{count}} columns, {{heading}}", {
      sheet: source.sheet,
      count: columns.length,
      heading,
    });
  }
  return t("CSV, {{encoding}}, separated by {{delimiter}}, {{count}} columns, {{heading}}", {
    encoding: source.encoding.toUpperCase(),
    delimiter: (delimiter ?? source.delimiter).toLowerCase(),
    count: columns.length,
    heading,
  });
}
