import { search } from "@/api/records";
import type { FieldMeta, LinkRef, Team, User } from "@/api/types";
import { parseDate } from "@/fields/date/parseDate";
import { fromWallClock } from "@/fields/date_time/zoned";
import { parseEmail } from "@/fields/email/email";
import { parseMoney } from "@/fields/money/parseMoney";
import { digitsOf, outside } from "@/fields/number/parseNumber";
import { stageOf } from "@/fields/stage/stage";
import { parseText } from "@/fields/text/text";
import type { Parsed } from "@/fields/useDraft";
import type { Formats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";

export interface Known {
  formats: Formats;
  users: User[];
  teams: Team[];
  me: { id: string; name: string };
}

type Read = (text: string, field: FieldMeta, known: Known) => Parsed<unknown> | Promise<Parsed<unknown>>;

/** What a pasted cell means in a field, or a sentence that says why it means nothing there. */
export async function readPasted(text: string, field: FieldMeta, known: Known): Promise<Parsed<unknown>> {
  const read = READ[field.kind];
  if (!read) return { problem: t("Values of this kind cannot be pasted.") };
  if (!text.trim()) {
    return field.required ? { problem: t("This cannot be empty.") } : { value: EMPTY_SETS.has(field.kind) ? [] : null };
  }
  return await read(text.trim(), field, known);
}

const EMPTY_SETS = new Set(["multi_choice", "tags", "links"]);

const READ: Partial<Record<FieldMeta["kind"], Read>> = {
  text: (text) => parseText(text),
  long_text: (text) => parseText(text),
  phone: (text) => parseText(text),
  url: (text) => parseText(text),
  email: (text) => parseEmail(text),
  number: readNumber,
  percent: readNumber,
  rating: readNumber,
  money: (text, field, { formats }) => {
    const parsed = parseMoney(text, formats, formats.currency);
    if ("problem" in parsed || !parsed.value) return parsed;
    const problem = outside(Number(parsed.value.amount), field, formats);
    return problem ? { problem } : parsed;
  },
  date: (text, _, { formats }) => parseDate(text, formats),
  date_time: readMoment,
  checkbox: readTick,
  choice: (text, field) => one(text, field.options.choices ?? [], (choice) => choice.value),
  multi_choice: (text, field) =>
    several(text, (part) => one(part, field.options.choices ?? [], (choice) => choice.value)),
  tags: (text) => ({ value: parts(text) }),
  user: (text, _, { users, me }) =>
    same(text, t("Me")) || same(text, "me")
      ? { value: { id: me.id, name: me.name } }
      : one(
          text,
          users.map((user) => ({ ...user, label: user.name, value: user.email })),
          ({ id, name }) => ({ id, name }),
        ),
  team: (text, _, { teams }) =>
    one(
      text,
      teams.map((team) => ({ ...team, label: team.name, value: team.id })),
      ({ id, name }) => ({ id, name }),
    ),
  stage: (text, field) =>
    one(
      text,
      (field.options.stages ?? []).map((stage) => ({ ...stage, value: stage.id })),
      stageOf,
    ),
  link: (text, field) => found(text, field),
  links: (text, field) => severalLater(text, (part) => found(part, field)),
};

function readNumber(text: string, field: FieldMeta, { formats }: Known): Parsed<unknown> {
  const digits = digitsOf(text.replace(/\s*%$/, ""), formats);
  if (digits === null) return { problem: t("“{{text}}” is not a number.", { text }) };
  const problem = outside(Number(digits), field, formats);
  return problem ? { problem } : { value: Number(digits) };
}

function readMoment(text: string, _: FieldMeta, { formats }: Known): Parsed<unknown> {
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)))
    return { value: text };
  const wall = text.match(/^(.+?)[ T,]+(\d{1,2}:\d{2})(?::\d{2})?$/);
  const day = parseDate(wall?.[1] ?? text, formats);
  if ("problem" in day || !day.value) return { problem: t("“{{text}}” is not a day and a time.", { text }) };
  const time = (wall?.[2] ?? "00:00").padStart(5, "0");
  return { value: fromWallClock(`${day.value}T${time}`, formats.timeZone) };
}

function readTick(text: string): Parsed<unknown> {
  const word = text.toLowerCase();
  if (["true", "1", "x", "yes", "y", t("Yes").toLowerCase()].includes(word)) return { value: true };
  if (["false", "0", "no", "n", t("No").toLowerCase()].includes(word)) return { value: false };
  return { problem: t("“{{text}}” is neither yes nor no.", { text }) };
}

function one<O extends { value: string; label: string }>(
  text: string,
  options: O[],
  take: (option: O) => unknown,
): Parsed<unknown> {
  const option = options.find(({ value, label }) => same(label, text) || value === text);
  return option ? { value: take(option) } : { problem: t("“{{text}}” is none of the choices.", { text }) };
}

function several(text: string, read: (part: string) => Parsed<unknown>): Parsed<unknown> {
  return gathered(parts(text).map(read));
}

async function severalLater(text: string, read: (part: string) => Promise<Parsed<unknown>>): Promise<Parsed<unknown>> {
  return gathered(await Promise.all(parts(text).map(read)));
}

function gathered(read: Parsed<unknown>[]): Parsed<unknown> {
  const wrong = read.find((one) => "problem" in one);
  return wrong ?? { value: read.map((one) => ("value" in one ? one.value : null)) };
}

/** The one record with exactly this title: a guess would link the wrong one. */
async function found(title: string, field: FieldMeta): Promise<Parsed<LinkRef>> {
  const { results } = await search(title, { object: field.options.target, limit: 20 });
  const exact = results.filter((result) => same(result.title, title));
  const [only] = exact;
  if (only && exact.length === 1) return { value: { id: only.id, title: only.title } };
  return {
    problem: exact.length
      ? t("Several records are called “{{title}}”; choose one in the cell.", { title })
      : t("No record is called “{{title}}”.", { title }),
  };
}

const parts = (text: string) => [...new Set(text.split(/[,;]\s*/).filter(Boolean))];
const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
