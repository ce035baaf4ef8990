import { IconStar, IconStarFilled } from "@tabler/icons-react";
import { plural } from "@/lib/i18n/text";
import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";

const mostOf = (field: CellProps<number>["field"]): number => field.options.max ?? 5;

function Cell({ value, field }: CellProps<number>) {
  if (!value) return null;
  return (
    <span className={classes.stars} role="img" aria-label={plural(value, "{{count}} star", "{{count}} stars")}>
      {Array.from({ length: mostOf(field) }, (_, at) =>
        at < value ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the star.
          <IconStarFilled key={at} size={13} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the star.
          <IconStar key={at} size={13} stroke={1.4} opacity={0.45} />
        ),
      )}
    </span>
  );
}

/** Stars as buttons: arrow keys or a digit choose, the chosen star again clears. */
function Input({ value, field, mode, onCommit, onCancel, autoFocus, disabled, id }: InputProps<number>) {
  const most = mostOf(field);
  const chosen = value ?? 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot sit in a table cell.
    <span
      id={id}
      role="group"
      aria-label={field.label}
      className={classes.line}
      onBlur={(event) => {
        if (mode === "inline" && !event.currentTarget.contains(event.relatedTarget)) onCancel?.();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel?.();
        else if (/^\d$/.test(event.key) && Number(event.key) <= most) onCommit(Number(event.key) || null, "enter");
        else if (event.key === "ArrowRight") onCommit(Math.min(most, chosen + 1), "pick");
        else if (event.key === "ArrowLeft") onCommit(chosen > 1 ? chosen - 1 : null, "pick");
        else return;
        event.stopPropagation();
        event.preventDefault();
      }}
    >
      {Array.from({ length: most }, (_, at) => {
        const star = at + 1;
        const Mark = star <= chosen ? IconStarFilled : IconStar;
        return (
          <button
            key={star}
            type="button"
            className={classes.starButton}
            disabled={disabled}
            aria-label={plural(star, "{{count}} star", "{{count}} stars")}
            aria-pressed={star === chosen}
            // biome-ignore lint/a11y/noAutofocus: the user has just opened this value to edit it.
            autoFocus={autoFocus && star === Math.max(1, chosen)}
            onClick={() => onCommit(star === chosen ? null : star, "pick")}
          >
            <Mark size={15} />
          </button>
        );
      })}
    </span>
  );
}

export const rating: KindSpec<number> = { Cell, Input, align: "start", width: 100, isEmpty: isBlank, asText: String };
