/** A report as the server composes it, made ready to be shown: every cell with its number and its records. Pure. */

export type Told = string | number | null;
/** A number or a text, and the records that it counts or that say it. */
export interface Cell {
  text: string;
  refs: string[];
  label?: string;
  /** What the records say now, where what was issued says otherwise. */
  now?: string;
  /** What was issued before a correction, and why it was corrected. */
  was?: string;
  why?: string;
  /** The same number of the time before. */
  before?: string;
}
export type Block =
  | { kind: "fact" | "note"; cell: Cell }
  | { kind: "figures"; cells: Cell[] }
  | { kind: "table"; title: string; columns: string[]; rows: Cell[][]; note: string };
export interface Section {
  number: number;
  title: string;
  passage: string | null;
  blocks: Block[];
}

export interface RawFigure {
  key: string;
  label: string;
  value: Told;
  refs?: string[];
  note?: string | null;
  before?: Told;
  now?: Told;
  was?: Told;
  why?: string | null;
}
type RawCell = { figure: string } | { text: Told; refs?: string[] };
interface RawBlock {
  kind: string;
  text?: Told;
  ref?: string | null;
  refs?: string[];
  title?: string;
  columns?: string[];
  rows?: RawCell[][];
  note?: string | null;
}
export interface RawSection {
  number: number;
  title: string;
  blocks?: RawBlock[];
  figures?: RawFigure[];
  tables?: Omit<RawBlock, "kind">[];
  items?: Omit<RawBlock, "kind">[];
  passage?: string | null;
}

/** Unknown is a word of the reader's language, and no zero. */
export function sectionsOf(raw: readonly RawSection[], figures: readonly RawFigure[], unknown: string): Section[] {
  const shown = (value: Told | undefined): string => (value === null || value === undefined || value === "unknown" ? unknown : String(value));
  const book = new Map(figures.map((each) => [each.key, each]));
  const ofFigure = (each: RawFigure): Cell => ({
    text: shown(each.value), refs: each.refs ?? [], label: each.label,
    ...("now" in each ? { now: shown(each.now) } : {}), ...(each.was !== undefined && each.was !== null && each.was !== "" ? { was: shown(each.was) } : {}),
    ...(each.why ?? each.note ? { why: (each.why || each.note) as string } : {}), ...(each.before !== undefined && each.before !== null ? { before: String(each.before) } : {}),
  });
  const cell = (one: RawCell): Cell => {
    if (!("figure" in one)) return { text: one.text === null ? unknown : String(one.text), refs: one.refs ?? [] };
    const figure = book.get(one.figure);
    return figure ? ofFigure(figure) : { text: unknown, refs: [] };
  };
  const table = (one: Omit<RawBlock, "kind">): Block => ({
    kind: "table", title: one.title ?? "", columns: one.columns ?? [], rows: (one.rows ?? []).map((row) => row.map(cell)), note: one.note ?? "",
  });
  const words = (kind: "fact" | "note", one: Omit<RawBlock, "kind">): Block =>
    ({ kind, cell: { text: shown(one.text), refs: one.refs ?? (one.ref ? [one.ref] : []) } });
  return raw.map((section) => {
    const blocks: Block[] = [];
    if (section.figures?.length) blocks.push({ kind: "figures", cells: section.figures.map(ofFigure) });
    blocks.push(...(section.items ?? []).map((each) => words("fact", each)), ...(section.tables ?? []).map(table));
    let passage = section.passage ?? null;
    for (const block of section.blocks ?? []) {
      if (block.kind === "passage") passage = String(block.text ?? "");
      else if (block.kind === "table") blocks.push(table(block));
      else if (block.kind === "fact" || block.kind === "note") blocks.push(words(block.kind, block));
    }
    return { number: section.number, title: section.title, passage, blocks };
  });
}
