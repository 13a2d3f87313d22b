/** The table that is being brought in. It outlives the page, so that a look at the map loses no choice. */
import { computed, reactive } from "vue";
import { lookAgain, Refusal, runTable, sendTable, tryTable, type Reading } from "../api";
import type { ImportAsked, ImportSummary, Issue, Looked, Trial } from "../contract";
import { registerOf } from "../record/fields";
import { codesOf, say } from "../words";
import { choicesOf, constantsAsked, isAnswered, keyName, mapOf, type Choices } from "./map";

type Busy = "" | "sending" | "looking" | "trying" | "importing";
const fresh = () => ({
  file: "", busy: "" as Busy,
  /** Part of the file that is sent. */
  sent: 0,
  looked: null as Looked | null,
  register: "report", encoding: "utf-8", sheet: "",
  choices: null as Choices | null,
  asIncident: false,
  trial: null as Trial | null,
  asking: false,
  /** Rows read by the import so far. */
  read: 0,
  summary: null as ImportSummary | null,
  problem: "",
  issues: [] as Issue[],
});
export const table = reactive(fresh());

export const register = computed(() => registerOf(table.register));
export const questions = computed(() => table.looked?.questions ?? []);
export const codesKnown = (list: string): string[] => codesOf(list).map(([code]) => code);
const open = computed(() => {
  const [choices, info] = [table.choices, register.value];
  return choices && info ? questions.value.filter((each) => !isAnswered(each, choices, info)) : [];
});
/** Questions without an answer yet, and values for every row that are not told. */
export const unanswered = computed(() => {
  const [choices, info] = [table.choices, register.value];
  if (!choices || !info) return 0;
  const asked = new Set(questions.value.map((each) => each.setting));
  const missing = constantsAsked(choices, info).filter((path) => !choices.constants[path] && !asked.has(`constants.${path}`) && !asked.has(`constants.${path.split(".")[0]}`) && !(asked.has("fields") && path === `${info.when}.start`));
  return open.value.length + missing.length + (choices.key.length || asked.has("key") ? 0 : 1);
});
export const isOpen = (setting: string): boolean => open.value.some((each) => each.setting === setting);

/** The map as it stands; null where a shipped form reads the table. */
export const columnMap = computed(() => {
  const [choices, info] = [table.choices, register.value];
  return choices && info ? mapOf(choices, info, codesKnown, table.looked?.words ?? {}) : null;
});
export const mayOpenIncident = computed(() => (table.looked?.form ? table.looked.register : table.register) === "report");

function asked(): ImportAsked {
  const { looked, sheet, encoding } = table;
  return {
    ...(looked?.form ? { form: looked.form } : { map: columnMap.value }),
    as_incident: mayOpenIncident.value && table.asIncident,
    ...(sheet ? { sheet } : {}),
    // A shipped map knows its own encoding; another is named only when a person chose one.
    ...(encoding === "utf-8" ? {} : { encoding }),
  };
}
/** What a trial is good for: the very same question. */
export const asking = computed(() => JSON.stringify(asked()));

export function dropTrial(): void {
  table.trial = null;
  table.asking = false;
}

async function does<T>(busy: Busy, act: () => Promise<T>): Promise<T | null> {
  Object.assign(table, { busy, problem: "", issues: [] });
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    table.problem = error.status === 0 ? say("no_answer") : error.message;
    table.issues = error.body.issues ?? [];
    return null;
  } finally {
    table.busy = "";
  }
}

function take(looked: Looked | null): void {
  if (!looked) return;
  dropTrial();
  table.looked = looked;
  table.register = looked.map?.register ?? looked.register ?? table.register;
  table.choices = looked.map ? choicesOf(looked.map, looked.questions ?? [], keyName(table.file)) : null;
}
const how = (): Reading => ({ register: table.register, encoding: table.encoding, ...(table.sheet ? { sheet: table.sheet } : {}) });

/** Send a file; the token of the table, when it is one. */
export async function send(file: File): Promise<string | null> {
  Object.assign(table, { ...fresh(), register: table.register, encoding: table.encoding, file: file.name });
  take(await does("sending", () => sendTable(file, how(), (part) => (table.sent = part))));
  return table.looked?.token ?? null;
}
/** Look at the table as another register or sheet, or after the page was loaded again. */
export async function look(token: string): Promise<void> {
  take(await does("looking", () => lookAgain(token, how())));
}
export async function tryIt(): Promise<void> {
  dropTrial();
  const token = table.looked?.token;
  if (!token) return;
  const before = asking.value;
  const trial = await does("trying", () => tryTable(token, asked()));
  if (trial && asking.value === before) table.trial = trial;
}
export async function run(): Promise<void> {
  const token = table.looked?.token;
  if (!token || !table.trial) return;
  table.read = 0;
  const summary = await does("importing", () => runTable(token, asked(), (read) => (table.read = read)));
  table.asking = false;
  if (summary) table.summary = summary;
  else table.trial = null;
}
export const startOver = (): void => void Object.assign(table, fresh());
export const issueAt = (...fields: string[]): string =>
  table.issues.filter((issue) => fields.includes(issue.field)).map((issue) => issue.sentence).join(" ");
