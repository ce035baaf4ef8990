import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { t } from "@/lib/i18n/text";
import { createStore, useStore } from "@/lib/store";
import { Dialog } from "../Dialog";

interface TypedQuestion {
  title: string;
  /** What will be lost. */
  text: string;
  /** What has to be typed, such as the name of what is lost. */
  word: string;
  yes: string;
  answer: (sure: boolean) => void;
}

const question = createStore<TypedQuestion | null>(null);

/** Asks before what others would lose: the name has to be typed, so that no slip of the hand does it. */
export function confirmTyped(ask: Omit<TypedQuestion, "answer">): Promise<boolean> {
  return new Promise((resolve) => {
    question.set({
      ...ask,
      answer: (sure) => {
        question.set(null);
        resolve(sure);
      },
    });
  });
}

export function ConfirmTypedHost() {
  const asked = useStore(question);
  return asked && <TypedDialog key={asked.title} asked={asked} />;
}

function TypedDialog({ asked: { title, text, word, yes, answer } }: { asked: TypedQuestion }) {
  const [typed, setTyped] = useState("");
  const fits = typed.trim() === word;
  return (
    <Dialog opened onClose={() => answer(false)} title={title} size="sm" centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (fits) answer(true);
        }}
      >
        <Text size="md" c="var(--ink-2)" mb={14}>
          {text}
        </Text>
        <TextInput
          label={t("Type “{{word}}” to go on", { word })}
          data-autofocus
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap={8} mt={20}>
          <Button onClick={() => answer(false)}>{t("Cancel")}</Button>
          <Button type="submit" variant="filled" color="var(--late)" disabled={!fits}>
            {yes}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
