/** A form's values on their way out: only what was answered, only what is asked. Pure. */
import type { Values } from "../contract";
import { isKnown } from "../record/fields";
import type { FieldInfo } from "../register-types";

/** Is the field asked at all, given its siblings' answers? */
export function isAsked(field: FieldInfo, siblings: Values): boolean {
  if (!field.when) return true;
  const answer = siblings[field.when.field];
  // Without named values, any answer will do.
  if (!field.when.is.length) return isKnown(answer);
  const answers = Array.isArray(answer) ? answer : [answer];
  return answers.some((each) => field.when?.is.includes(each as string));
}

/** Without empty answers and without questions that no longer apply. */
export function prune(values: Values, fields: readonly FieldInfo[]): Values {
  const kept: Values = {};
  for (const field of fields) {
    const value = values[field.name];
    if (!isAsked(field, values) || !isKnown(value)) continue;
    if (field.kind === "group" && field.fields) {
      const inner = field.fields;
      if (field.repeats) {
        const groups = (value as Values[]).map((group) => prune(group, inner)).filter((group) => Object.keys(group).length);
        if (groups.length) kept[field.name] = groups;
      } else {
        const group = prune(value as Values, inner);
        if (Object.keys(group).length) kept[field.name] = group;
      }
    } else kept[field.name] = typeof value === "string" ? value.trim() : value;
  }
  return kept;
}

/** Keys sorted, so that two equal values spell the same. */
const spelled = (value: unknown): string => JSON.stringify(value, (_key, inner: unknown) =>
  inner && typeof inner === "object" && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner);

/** What an amendment says: new and changed values, and `null` for what is unknown again. */
export function differences(before: Values, after: Values, fields: readonly FieldInfo[]): Values {
  const changed: Values = {};
  for (const { name } of fields) {
    if (spelled(before[name]) !== spelled(after[name])) changed[name] = after[name] ?? null;
  }
  return changed;
}

/** Issues of a field and everything inside it, for a path as the server spells it. */
export const issuesUnder = (issues: Record<string, string>, path: string): string[] =>
  Object.entries(issues).filter(([field]) => field.startsWith(`${path}.`) || field.startsWith(`${path}[`)).map(([field]) => field);

/** What a flash report needs comes first; the rest waits behind one click. */
export function splitFields(fields: readonly FieldInfo[], seen: readonly (string | null | undefined)[]): [first: FieldInfo[], more: FieldInfo[]] {
  const firstText = fields.find((field) => field.kind === "text")?.path;
  const isFirst = (field: FieldInfo): boolean =>
    field.required || seen.includes(field.path) || field.path === firstText || field.name === "deaths" || field.name === "title" || field.name === "name";
  return [fields.filter(isFirst), fields.filter((field) => !isFirst(field))];
}
