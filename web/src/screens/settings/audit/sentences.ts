import type { AuditEntry } from "@/api/audit";
import { plural, t } from "@/lib/i18n/text";

/** What an id of the log is called now. */
export type Naming = (id: unknown) => string;

interface Words {
  nameOf: Naming;
  /** The name of a role by its key. */
  roleOf: (key: string) => string;
  /** What one record of an object is called, such as "deal", and many, "deals". */
  objectOf: (key: string) => { one: string; many: string };
}

/** What was done, with the names in it. A kind that is not here says its label and whom it is about. */
export function sentenceOf(entry: AuditEntry, words: Words): string {
  const { kind, label, subject, data } = entry;
  const said = SENTENCES[kind]?.(entry, words);
  if (said) return said;
  if (subject?.id && subject.id !== entry.actor.user && NAMED.has(subject.type)) {
    return t("{{act}}: {{name}}", { act: label, name: words.nameOf(subject.id) });
  }
  const object = subject?.type ?? data.object;
  if (kind.startsWith("data.") && typeof object === "string" && object !== "import") {
    return t("{{act}}: {{name}}", { act: label, name: words.objectOf(object).many });
  }
  return label;
}

/** Types of subjects whose ids the server names. */
const NAMED = new Set(["user", "role", "team", "token", "invitation"]);

type Sentence = (entry: AuditEntry, words: Words) => string | null;

const about =
  (say: (name: string) => string): Sentence =>
  ({ subject }, { nameOf }) =>
    subject?.id ? say(nameOf(subject.id)) : null;

const SENTENCES: Record<string, Sentence> = {
  "sign_in.done": ({ data }) => {
    const ways = list(data.methods).map(wayOf).join(", ");
    return ways ? t("Signed in: {{ways}}", { ways }) : null;
  },
  "member.roles": ({ subject, data }, { nameOf, roleOf }) => {
    if (!subject) return null;
    const name = nameOf(subject.id);
    const given = list(data.added).map(roleOf).join(", ");
    const taken = list(data.removed).map(roleOf).join(", ");
    if (given && taken) return t("Gave {{name}} {{given}}, took {{taken}}", { name, given, taken });
    if (given) return t("Gave {{name}} the role {{given}}", { name, given });
    return taken ? t("Took the role {{taken}} from {{name}}", { name, taken }) : null;
  },
  "member.shut_out": about((name) => t("Deactivated {{name}}", { name })),
  "member.back": about((name) => t("Let {{name}} back in", { name })),
  "member.owner": about((name) => t("Made {{name}} the owner", { name })),
  "member.viewed_as": about((name) => t("Looked at the workspace as {{name}}", { name })),
  "invitation.made": about((name) => t("Invited {{name}}", { name })),
  "invitation.sent_again": about((name) => t("Sent the invitation of {{name}} again", { name })),
  "invitation.revoked": about((name) => t("Took the invitation of {{name}} back", { name })),
  "role.made": about((name) => t("Made the role {{name}}", { name })),
  "role.changed": about((name) => t("Changed the role {{name}}", { name })),
  "role.deleted": about((name) => t("Deleted the role {{name}}", { name })),
  "team.made": about((name) => t("Made the team {{name}}", { name })),
  "team.changed": about((name) => t("Changed the team {{name}}", { name })),
  "team.deleted": about((name) => t("Deleted the team {{name}}", { name })),
  "team.members": ({ subject, data }, { nameOf }) => {
    if (!subject) return null;
    const team = nameOf(subject.id);
    const came = list(data.added).map(nameOf).join(", ");
    const went = list(data.removed).map(nameOf).join(", ");
    if (came && went) return t("Put {{came}} into the team {{team}}, took {{went}} out", { came, went, team });
    if (came) return t("Put {{came}} into the team {{team}}", { came, team });
    return went ? t("Took {{went}} out of the team {{team}}", { went, team }) : null;
  },
  "token.made": about((name) => t("Made the API token {{name}}", { name })),
  "token.revoked": ({ subject }, { nameOf }) => {
    if (!subject) return null;
    const name = nameOf(subject.id);
    return subject.type === "user"
      ? t("Revoked the API tokens of {{name}}", { name })
      : t("Revoked the API token {{name}}", { name });
  },
  "token.used": about((name) => t("Used the API token {{name}}, the first time that day", { name })),
  "share.made": ({ subject, data }, { nameOf, objectOf }) =>
    subject &&
    t("Shared a {{object}} with {{name}}", {
      object: objectOf(subject.type).one,
      name: nameOf(data.user ?? data.team),
    }),
  "share.ended": ({ subject }, { objectOf }) =>
    subject && t("Stopped sharing a {{object}}", { object: objectOf(subject.type).one }),
  "data.exported": ({ subject }, { objectOf }) =>
    subject && t("Exported {{objects}}", { objects: objectOf(subject.type).many }),
  "data.bulk": ({ subject, data }, { objectOf }) => {
    if (!subject) return null;
    const count = ["created", "updated", "deleted"].reduce((sum, key) => sum + (Number(data[key]) || 0), 0);
    const { one, many } = objectOf(subject.type);
    return plural(count, "Changed one {{one}} by a bulk edit", "Changed {{count}} {{many}} at once", { one, many });
  },
  "data.import_started": ({ data }, { objectOf }) =>
    typeof data.object === "string"
      ? t("Started an import of {{objects}}", { objects: objectOf(data.object).many })
      : null,
  "data.import_ended": ({ data }, { objectOf }) =>
    typeof data.object === "string"
      ? t("Ended an import of {{objects}}", { objects: objectOf(data.object).many })
      : null,
  "data.import_undone": ({ data }, { objectOf }) =>
    typeof data.object === "string"
      ? t("Undid an import of {{objects}}", { objects: objectOf(data.object).many })
      : null,
  "data.undone": ({ data }) => {
    const count = Number(data.records);
    return count ? plural(count, "Undid a change of one record", "Undid a change of {{count}} records") : null;
  },
  "data.sensitive_read": ({ subject }, { objectOf }) =>
    subject && t("Read sensitive fields of a {{object}}", { object: objectOf(subject.type).one }),
};

function wayOf(method: string): string {
  const ways: Record<string, string> = {
    password: t("password"),
    mfa: t("second factor"),
    totp: t("authenticator app"),
    recovery_codes: t("recovery code"),
    webauthn: t("passkey"),
    socialaccount: t("single sign-on"),
    sso: t("single sign-on"),
    oidc: t("single sign-on"),
    saml: t("single sign-on"),
  };
  return ways[method] ?? method;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
