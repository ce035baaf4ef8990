import { Button, Group, Text } from "@mantine/core";
import { t } from "@/lib/i18n/text";
import { createStore, useStore } from "@/lib/store";
import { Dialog } from "@/ui/Dialog";

interface Question {
  title: string;
  /** What will be lost. */
  text: string;
  /** The verb on the button, such as "Delete for ever". */
  yes: string;
  answer: (sure: boolean) => void;
}

const question = createStore<Question | null>(null);

/** Asks before what cannot be undone. Everything else happens at once and offers undo. */
export function confirm(ask: Omit<Question, "answer">): Promise<boolean> {
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

export function ConfirmHost() {
  const asked = useStore(question);
  return (
    <Dialog opened={asked !== null} onClose={() => asked?.answer(false)} title={asked?.title} size="sm" centered>
      <Text size="md" c="var(--ink-2)">
        {asked?.text}
      </Text>
      <Group justify="flex-end" gap={8} mt={20}>
        <Button onClick={() => asked?.answer(false)}>{t("Cancel")}</Button>
        <Button variant="filled" color="var(--late)" data-autofocus onClick={() => asked?.answer(true)}>
          {asked?.yes}
        </Button>
      </Group>
    </Dialog>
  );
}
