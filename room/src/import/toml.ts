/** Writes a column map as TOML for the command line: texts, numbers, truth values, lists of texts, and tables. Pure. */
type Value = string | number | boolean | readonly string[] | Table;
export interface Table { readonly [name: string]: Value | undefined }

const isTable = (value: Value | undefined): value is Table => typeof value === "object" && !Array.isArray(value);
/** JSON's escapes are TOML's too, but for the delete sign and halves of pairs, which TOML knows no way to write. */
const text = (value: string): string =>
  JSON.stringify(value.replace(/\p{Surrogate}/gu, "\ufffd")).replaceAll("\u007f", "\\u007f");
const key = (name: string): string => (/^[A-Za-z0-9_-]+$/.test(name) ? name : text(name));

function plain(value: Exclude<Value, Table>): string {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return `[${value.map(text).join(", ")}]`;
  return String(value);
}

function lines(table: Table, path: readonly string[]): string[] {
  const own = Object.entries(table).filter(([, value]) => value !== undefined);
  // A table that stands among a table's values is written in one line: only the outer two levels get headings.
  const heading = ([, value]: [string, Value | undefined]): boolean => isTable(value) && !(path[0] === "fields");
  const told = own.filter((each) => !heading(each)).map(([name, value]) => `${key(name)} = ${inline(value as Value)}`);
  const under = own.filter(heading).flatMap(([name, value]) => lines(value as Table, [...path, name]));
  return [...(path.length && told.length ? ["", `[${path.map(key).join(".")}]`] : []), ...told, ...under];
}

function inline(value: Value): string {
  if (!isTable(value)) return plain(value);
  const inner = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{ ${inner.map(([name, each]) => `${key(name)} = ${inline(each as Value)}`).join(", ")} }`;
}

export const toToml = (table: Table): string => `${lines(table, []).join("\n").trim()}\n`;
