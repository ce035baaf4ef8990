import { ActionIcon, Menu, UnstyledButton } from "@mantine/core";
import { IconDots, IconPlus, IconTable } from "@tabler/icons-react";
import type { Group, ObjectMeta, StageMeta } from "@/api/types";
import { stageOf } from "@/fields/stage/stage";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { openCreate } from "@/records/creating";
import { may } from "@/records/useMeta";
import { Dot } from "@/ui/Dot";
import classes from "./Lane.module.css";
import { sumsOf } from "./sums";

interface LaneHeadProps {
  object: ObjectMeta;
  stage: StageMeta;
  group: Group;
  onShowRows: () => void;
}

/** A lane's name, count, sum and weighted sum; the numbers open their rows. */
export function LaneHead({ object, stage, group, onShowRows }: LaneHeadProps) {
  const count = group.aggregates.count ?? 0;
  return (
    <header className={classes.head}>
      <div className={classes.names}>
        <Dot color={stage.color} />
        <h2 className={classes.label}>{stage.label}</h2>
        <LaneCount object={object} count={count} onClick={onShowRows} />
        <span className={classes.tools}>
          {may(object, "create") && (
            <ActionIcon
              size={24}
              aria-label={t("New {{object}} in {{stage}}", { object: object.label.toLowerCase(), stage: stage.label })}
              onClick={() => createIn(object, stage)}
            >
              <IconPlus size={16} stroke={1.6} />
            </ActionIcon>
          )}
          <Menu position="bottom-end" width={190}>
            <Menu.Target>
              <ActionIcon size={24} aria-label={t("More about {{stage}}", { stage: stage.label })}>
                <IconDots size={16} stroke={1.6} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconTable size={15} stroke={1.6} />} onClick={onShowRows}>
                {t("Show as a list")}
              </Menu.Item>
              {may(object, "create") && (
                <Menu.Item leftSection={<IconPlus size={15} stroke={1.6} />} onClick={() => createIn(object, stage)}>
                  {t("New {{object}}", { object: object.label.toLowerCase() })}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </span>
      </div>
      <LaneSums object={object} stage={stage} group={group} onClick={onShowRows} />
    </header>
  );
}

function LaneCount({ object, count, onClick }: { object: ObjectMeta; count: number; onClick: () => void }) {
  const formats = useFormats();
  const things = plural(count, "Show one {{one}}", "Show {{count}} {{many}}", {
    one: object.label.toLowerCase(),
    many: object.label_plural.toLowerCase(),
  });
  return (
    <UnstyledButton className={classes.count} aria-label={things} onClick={onClick}>
      {formats.number(count)}
    </UnstyledButton>
  );
}

/** Sum and weighted sum, one amount per currency, the workspace's own first. */
export function LaneSums({
  object,
  stage,
  group,
  onClick,
}: {
  object: ObjectMeta;
  stage: StageMeta;
  group: Group;
  onClick: () => void;
}) {
  const formats = useFormats();
  const total = object.board?.total;
  if (!total) return null;
  const sums = sumsOf(group.aggregates, total, stage.probability, formats);
  return (
    <UnstyledButton className={classes.sums} onClick={onClick} title={sums.full}>
      <span className={classes.sum}>{sums.sum}</span>
      {sums.weighted && <span className={classes.weighted}>{t("weighted {{amount}}", { amount: sums.weighted })}</span>}
    </UnstyledButton>
  );
}

function createIn(object: ObjectMeta, stage: StageMeta): void {
  if (object.board) openCreate({ object: object.key, values: { [object.board.lanes]: stageOf(stage) } });
}
