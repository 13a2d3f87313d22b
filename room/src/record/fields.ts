/** Finds declared fields and sorts a record's values by them. Pure. */
import type { Values } from "../contract";
import type { FieldInfo, RegisterInfo, StepInfo } from "../register-types";
import { registers } from "../registers";

export const registerOf = (name: string): RegisterInfo | undefined =>
  (registers as Readonly<Record<string, RegisterInfo>>)[name];

/** Whether a noun of a log is a register, whose records have a page; a release, say, is of the whole ledger. */
export const isRegister = (name: string | null | undefined): name is string => typeof name === "string" && name in registers;

/** `parties[0].actor` and `parties.0.actor` both name the declared `parties[].actor`. */
export const declaredPath = (path: string): string =>
  path.replace(/\[\d+\]/g, "[]").replace(/\.\d+(?=\.|$)/g, "[]");
/** One spelling for a place in the values: `parties[0].actor`. */
export const indexedPath = (path: string): string => path.replace(/\.(\d+)(?=\.|$)/g, "[$1]");

export function fieldAt(register: RegisterInfo | undefined, path: string): FieldInfo | undefined {
  const wanted = declaredPath(path);
  const search = (fields: readonly FieldInfo[]): FieldInfo | undefined => {
    for (const field of fields) {
      if (field.path === wanted || `${field.path}[]` === wanted) return field;
      const inner = field.fields && search(field.fields);
      if (inner) return inner;
    }
    return undefined;
  };
  return register && search(register.fields);
}

export const isKnown = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)
  && !(typeof value === "object" && !Array.isArray(value) && Object.values(value).every((inner) => !isKnown(inner)));

export interface Sorted {
  known: FieldInfo[];
  unknown: FieldInfo[];
}
export const sortFields = (register: RegisterInfo, values: Values): Sorted => ({
  known: register.fields.filter((field) => isKnown(values[field.name])),
  unknown: register.fields.filter((field) => !isKnown(values[field.name])),
});

/** A group that counts people with doubt: drawn as a range rather than as three rows. */
export const isRange = (field: FieldInfo): boolean =>
  field.kind === "group" && !field.repeats
  && ["low", "best", "high"].every((name) => field.fields?.some((inner) => inner.name === name));

/** States a record went through, without repeats in a row. */
export const walked = (states: readonly string[]): string[] =>
  states.filter((state, i) => state !== states[i - 1]);

const mayTake = (step: StepInfo, roles: readonly string[]): boolean => step.by.some((each) => roles.includes(each));
/** What a person with these roles may do next from this state, and what they may begin. */
export const stepsFrom = (register: RegisterInfo, state: string, roles: readonly string[]): StepInfo[] =>
  register.steps.filter((step) => step.from.includes(state) && mayTake(step, roles));
export const firstSteps = (register: RegisterInfo, roles: readonly string[]): StepInfo[] =>
  register.steps.filter((step) => step.from.length === 0 && mayTake(step, roles));
