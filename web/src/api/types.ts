/** The shapes of docs/architecture.md, written once for all screens. */

export type Id = string;

export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

export type Scope = "none" | "own" | "team" | "all";

export interface Can {
  view: Scope;
  create: Scope;
  edit: Scope;
  delete: Scope;
}

export interface UserRef {
  id: Id;
  name: string;
}

export interface User extends UserRef {
  email: string;
  active: boolean;
}

export interface TeamRef {
  id: Id;
  name: string;
}

export interface Team extends TeamRef {
  parent: Id | null;
  members: Id[];
  main: Id[];
}

export interface Me {
  user: UserRef & {
    email: string;
    locale: string;
    time_zone: string;
    theme?: "auto" | "light" | "dark";
    email_verified?: boolean;
    second_factor?: boolean;
  };
  workspace: {
    id: Id;
    name: string;
    currency: string;
    locale: string;
    time_zone: string;
    requires_second_factor?: boolean;
    requires_single_sign_on?: boolean;
  };
  workspaces: { id: Id; name: string }[];
  roles: { key: string; label: string }[];
  can: Record<string, Can>;
  special: string[];
  /** The member with whose eyes an administrator looks. */
  viewing_as?: UserRef | null;
  /** The connection by which one came: the session is good for this workspace alone. */
  single_sign_on?: Id | null;
}

export const FIELD_KINDS = [
  "text",
  "long_text",
  "email",
  "phone",
  "url",
  "number",
  "percent",
  "money",
  "date",
  "date_time",
  "checkbox",
  "choice",
  "multi_choice",
  "user",
  "team",
  "link",
  "links",
  "stage",
  "address",
  "tags",
  "rating",
  "actor",
  "computed",
  "id",
] as const;

export type FieldKind = (typeof FIELD_KINDS)[number];

export interface Choice {
  value: string;
  label: string;
  color?: string | null;
}

export type StageGroup = "open" | "won" | "lost";

export interface Stage {
  id: Id;
  label: string;
  color: string;
  group: StageGroup;
  position: number;
  probability: number;
}

export interface StageMeta extends Stage {
  target_days: number | null;
  pipeline: { id: Id; label: string };
  required_fields?: string[];
}

export interface FieldOptions {
  choices?: Choice[];
  target?: string;
  pipeline?: string;
  stages?: StageMeta[];
  min?: number;
  max?: number;
  max_length?: number;
}

export interface FieldMeta {
  key: string;
  label: string;
  help: string;
  kind: FieldKind;
  result_kind?: FieldKind | null;
  required: boolean;
  read_only: boolean;
  sortable: boolean;
  filterable: boolean;
  default?: unknown;
  options: FieldOptions;
  can: "edit" | "read";
}

export interface ViewMeta {
  key: string;
  label: string;
  layout: Layout;
  filter: Filter | null;
  sort: string;
}

export type Layout = "table" | "board";

export interface ActionMeta {
  key: string;
  label: string;
  icon: string;
  /** The JSON schema of what it asks for; null when it asks for nothing. */
  input?: ActionInput | null;
}

export interface ActionInput {
  properties: Record<string, { title?: string; description?: string; type?: string }>;
  required?: string[];
}

export interface RelatedMeta {
  object: string;
  field: string;
  label: string;
}

export interface ObjectMeta {
  key: string;
  plural: string;
  label: string;
  label_plural: string;
  help: string;
  icon: string;
  nav_group: string;
  /** What kind of avatar stands for a record; see ui/avatar. */
  shape: string;
  title_field: string;
  avatar_field: string | null;
  /** The field that says whose a record is; null where nobody owns it. */
  owner_field?: string | null;
  /** The checkbox that hides a record from all but its owner and those it is shared with. */
  private_field?: string | null;
  fields: FieldMeta[];
  table: { columns: string[]; sort: string };
  board: { lanes: string; card: string[]; total: string | null; weighted: string | null } | null;
  facts: string[];
  related: RelatedMeta[];
  views: ViewMeta[];
  imports: { match_on: string[] } | null;
  can: Can;
  actions: ActionMeta[];
  /** Why nothing of it can be written for now, as a sentence; set by the app, never by the server. */
  frozen?: string;
}

export type OperatorValue = "one" | "many" | "range" | "none" | "relative";

export interface OperatorMeta {
  key: string;
  label: string;
  value: OperatorValue;
}

export interface Meta {
  objects: ObjectMeta[];
  operators: Partial<Record<FieldKind, OperatorMeta[]>>;
}

/** A record is flat: its fields beside `id` and `version`. */
export interface RecordData {
  id: Id;
  version: number;
  [field: string]: unknown;
}

export interface LinkRef {
  id: Id;
  /** null: the reader may not see that record. */
  title: string | null;
}

export interface ActorRef {
  kind: string;
  id: Id | null;
  label: string;
}

export interface Address {
  street?: string | null;
  city?: string | null;
  region?: string | null;
  postal_code?: string | null;
  country?: string | null;
}

export interface RelativePeriod {
  from: number;
  to: number;
  unit: "day" | "week" | "month" | "quarter" | "year";
}

export interface Condition {
  field: string;
  op: string;
  value?: unknown;
}

export type Filter = Condition | { and: Filter[] } | { or: Filter[] } | { not: Filter };

export interface Total {
  count: number;
  exact: boolean;
}

export interface RecordPage {
  records: RecordData[];
  next: string | null;
  total?: Total;
  aggregates?: Aggregates;
}

export interface MoneyValue {
  amount: string;
  currency: string;
}

export interface Aggregates {
  count?: number;
  [name: string]: number | MoneyValue[] | undefined | null;
}

export interface Aggregate {
  fn: "count" | "sum" | "avg" | "min" | "max";
  field?: string;
}

export interface ViewDescription {
  object: string;
  fields?: string[];
  filter?: Filter | null;
  sort?: string[];
  limit?: number;
  cursor?: string | null;
  count?: boolean;
  group?: { by: string; limit: number };
  aggregates?: Aggregate[];
}

export interface Group {
  key: string | null;
  value: unknown;
  aggregates: Aggregates;
  records: RecordData[];
  next: string | null;
}

export interface Grouped {
  groups: Group[];
}

export interface FieldChange {
  field: string;
  label: string;
  before: unknown;
  after: unknown;
}

export interface Change {
  id: Id;
  change_set: { id: Id; actor: ActorRef; source: string; why: string; at: string; undone_by: Id | null };
  kind: "create" | "update" | "delete" | "restore";
  fields: FieldChange[];
}

export interface HistoryPage {
  changes: Change[];
  next: string | null;
}

export interface RelatedRecords extends RelatedMeta {
  records: RecordData[];
  total: Total;
}

export interface RecordPageData {
  record: RecordData;
  related: RelatedRecords[];
  history: HistoryPage;
}

export type Operation =
  | { op: "create"; values: Record<string, unknown> }
  | { op: "update"; id: Id; version?: number; values: Record<string, unknown> }
  | { op: "delete"; id: Id }
  | { op: "upsert"; match: string; values: Record<string, unknown> };

export interface BulkResult {
  change_set: Id | null;
  results: {
    status: "created" | "updated" | "unchanged" | "deleted" | "failed";
    id: Id | null;
    errors: FieldProblem[];
  }[];
}

export interface Undone {
  change_set: Id | null;
  undone: number;
  kept: { object: string; id: Id; field: string; reason: string }[];
}

export interface FeedChange {
  object: string;
  id: Id;
  kind: Change["kind"];
  fields: string[];
  actor: ActorRef;
  at: string;
  change_set: Id;
}

export interface FeedPage {
  changes: FeedChange[];
  next: string;
}

export interface SearchResult {
  object: string;
  id: Id;
  title: string;
  subtitle: string | null;
}
