import { ActionIcon } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import { STROKE } from "../icons";
import { showToast } from "../toast/toasts";
import classes from "./Copy.module.css";

/** Puts a text where it can be pasted from, and says so. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  showToast({ text: t("It was copied.") });
}

interface CopyLineProps {
  /** What it is, as the other side calls it. */
  label: string;
  text: string;
}

/** A text that has to be carried somewhere else, with the button that copies it. */
export function CopyLine({ label, text }: CopyLineProps) {
  return (
    <div className={classes.line}>
      <dt>{label}</dt>
      <dd>
        <code className={classes.code}>{text}</code>
        <ActionIcon aria-label={t("Copy: {{what}}", { what: label })} onClick={() => void copyText(text)}>
          <IconCopy size={15} stroke={STROKE} />
        </ActionIcon>
      </dd>
    </div>
  );
}

/** Several of them under each other. */
export function CopyList({ lines }: { lines: CopyLineProps[] }) {
  return (
    <dl className={classes.list}>
      {lines.map((line) => (
        <CopyLine key={line.label} {...line} />
      ))}
    </dl>
  );
}
