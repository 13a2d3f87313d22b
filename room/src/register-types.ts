/** What the page knows about a register: the shape of `registers.ts`, which Greenline generates. */

export type FieldKind =
  | "text" | "line" | "count" | "number" | "flag" | "code" | "codes" | "moment" | "place" | "ref" | "refs" | "group" | "file" | "shape";

export interface FieldInfo {
  /** Leaf path inside the record: `deaths.best`, `parties[].actor`. */
  readonly path: string;
  /** Last part of the path: the key inside its group or record. */
  readonly name: string;
  readonly kind: FieldKind;
  readonly question: string;
  readonly hint: string;
  readonly unit?: string;
  /** Name of the code list, for `code` and `codes`. */
  readonly codes?: string;
  /** Register that a `ref` or `refs` points into. */
  readonly register?: string;
  readonly required: boolean;
  readonly repeats: boolean;
  /** Members of a group. */
  readonly fields?: readonly FieldInfo[];
  readonly low?: number;
  readonly high?: number;
  /** Asked only when the named sibling holds one of these values; with no values, when it is known at all. */
  readonly when?: { readonly field: string; readonly is: readonly (string | number | boolean)[] };
  readonly default?: unknown;
}

export interface StepInfo {
  readonly name: string;
  /** States it may start from; empty when it creates the record. */
  readonly from: readonly string[];
  /** Empty when the step leaves the state as it is. */
  readonly to: string;
  readonly by: readonly string[];
  readonly needs: readonly string[];
}

export interface RegisterInfo {
  readonly name: string;
  readonly prefix: string;
  readonly about: string;
  /** Path of the field that puts a record on the map, on the time line, and in a class. */
  readonly place?: string | null;
  readonly when?: string | null;
  readonly what?: string | null;
  readonly states: readonly string[];
  readonly steps: readonly StepInfo[];
  readonly fields: readonly FieldInfo[];
}
