import { Button, SegmentedControl } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { uploadImport } from "@/api/imports";
import { asProblem, type Problem } from "@/api/problem";
import { t } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { may, useMeta } from "@/records/useMeta";
import { Reasoned } from "@/ui/Reasoned";
import classes from "./Upload.module.css";

/** Takes a file by drop or choice and says at once when it cannot be read. */
export function Upload({ object: wanted }: { object?: string }) {
  const { objects } = useMeta();
  const { special } = useMe();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const able = objects.filter((object) => object.imports && (may(object, "create") || may(object, "edit")));
  const [chosen, setChosen] = useState(wanted);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const object = able.find(({ key }) => key === chosen) ?? able[0];
  const reason =
    special.includes("import") && object ? null : t("Your role may not import. Ask an administrator of the workspace.");

  const send = async (file: File | undefined) => {
    if (!file || !object || reason || busy) return;
    setBusy(file.name);
    setProblem(null);
    try {
      const { id } = await uploadImport(object.key, file);
      await navigate({ to: "/imports/$id", params: { id } });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(null);
    }
  };

  return (
    <div className={classes.upload}>
      {able.length > 1 && object && (
        <SegmentedControl
          size="sm"
          aria-label={t("What the rows are")}
          data={able.map(({ key, label_plural }) => ({ value: key, label: label_plural }))}
          value={object.key}
          onChange={setChosen}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a help; the button inside does the same. */}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void send(event.dataTransfer.files[0]);
        }}
      >
        <span className={classes.mark}>
          <IconFileUpload size={22} stroke={1.6} />
        </span>
        <strong>{busy ? t("Reading {{file}}", { file: busy }) : t("Drop a CSV or Excel file here")}</strong>
        <p>{t("Nothing is written before you have seen what would happen.")}</p>
        <Reasoned reason={reason}>
          <Button
            variant="filled"
            loading={busy !== null}
            disabled={Boolean(reason)}
            onClick={() => input.current?.click()}
          >
            {t("Choose a file")}
          </Button>
        </Reasoned>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.xlsx"
          aria-label={t("File to import")}
          onChange={(event) => {
            void send(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </div>
      {problem && (
        <p className={classes.problem} role="alert">
          {problem.errors[0]?.detail ?? problem.message}
        </p>
      )}
    </div>
  );
}
