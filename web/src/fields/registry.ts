import type { FieldKind, FieldMeta, Meta } from "@/api/types";
import { actor } from "./actor/actor";
import { address } from "./address/address";
import { checkbox } from "./checkbox/checkbox";
import { choice } from "./choice/choice";
import { computed } from "./computed/computed";
import { date } from "./date/date";
import { dateTime } from "./date_time/dateTime";
import { email } from "./email/email";
import { id } from "./id/id";
import type { KindSpec } from "./kind";
import { link } from "./link/link";
import { links } from "./links/links";
import { longText } from "./long_text/longText";
import { money } from "./money/money";
import { multiChoice } from "./multi_choice/multiChoice";
import { number } from "./number/number";
import { percent } from "./percent/percent";
import { phone } from "./phone/phone";
import { rating } from "./rating/rating";
import { stage } from "./stage/stage";
import { tags } from "./tags/tags";
import { team } from "./team/team";
import { text } from "./text/text";
import { url } from "./url/url";
import { user } from "./user/user";

// biome-ignore lint/suspicious/noExplicitAny: each kind has its own value type; the server's metadata ties field and value.
type AnyKind = KindSpec<any>;

const KINDS: Record<FieldKind, AnyKind> = {
  text,
  long_text: longText,
  email,
  phone,
  url,
  number,
  percent,
  money,
  date,
  date_time: dateTime,
  checkbox,
  choice,
  multi_choice: multiChoice,
  user,
  team,
  link,
  links,
  stage,
  address,
  tags,
  rating,
  actor,
  computed,
  id,
};

/** What the screens know of a kind. Throws for one they do not know: an unknown kind is never drawn as nothing. */
export function kindSpec(kind: string): AnyKind {
  const spec = KINDS[kind as FieldKind];
  if (!spec) throw new Error(`The screens do not know the field kind "${kind}". Add it under web/src/fields.`);
  return spec;
}

/** The kind a field is shown by: a computed field is shown as its result. */
export function shownKind(field: FieldMeta): AnyKind {
  return kindSpec(field.kind === "computed" && field.result_kind ? field.result_kind : field.kind);
}

/** Called once the metadata is there, before any screen is drawn. */
export function checkKinds(meta: Meta): void {
  for (const object of meta.objects) {
    for (const field of object.fields) {
      kindSpec(field.kind);
      if (field.result_kind) kindSpec(field.result_kind);
    }
  }
}
