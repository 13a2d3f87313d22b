/** Holds the archive away from the page: fetches it, filters it, and answers with counts, cells or marks. */
import { ask, bareRow, slice, type BareRow, type Cells, type Question, type Tally } from "./ask";
import { Store } from "./store";
import { Pieces, readBlock, readHead, readRising, type Head } from "./wire";

export interface Found {
  /** The server's search for a party or a text: addresses of `/versions`, one a register. */
  party: string[];
  text: string[];
}
export type Order =
  | { do: "load"; addresses: Record<string, string> }
  | { do: "catch-up"; addresses: Record<string, string> }
  | { do: "ask"; number: number; question: Question; found: Found }
  | { do: "list"; number: number; inView: boolean; from: number; to: number };

/** Up to this many rows go to the map as rows, which draws them with all their signs; more go as numbers. */
export const mostRows = 1_200;
export interface Dots {
  position: Float32Array;
  /** Number into `looks`. */
  look: Uint16Array;
  version: Uint32Array;
  register: Uint8Array;
}
export interface Look {
  kind: string | null;
  register: string;
  state: string;
  grade: string | null;
  deaths: number | null;
  coarse: boolean;
}
export type Answer = Omit<Tally, "marks"> & {
  number: number;
  rows: BareRow[] | null;
  dots: Dots | null;
  looks: Look[];
  registerNames: string[];
  cells: Cells | null;
  ms: number;
};
export type Telling =
  | { tell: "loading"; bytes: number }
  | { tell: "ready"; count: number; positions: Record<string, number> }
  | { tell: "changed"; positions: Record<string, number> }
  | { tell: "failed"; sentence: string }
  | { tell: "answer"; answer: Answer }
  | { tell: "list"; number: number; from: number; rows: BareRow[] };

let store = new Store();
let hits = new Uint8Array(0);
const positions: Record<string, number> = {};
const searches = new Map<string, Promise<Uint8Array>>();
const tell = (what: Telling, moved: Transferable[] = []): void => postMessage(what, { transfer: moved });

async function pieces(address: string, take: (piece: Uint8Array) => void): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok || !answer.body) throw new Error(`${answer.status}`);
  const cut = new Pieces();
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    cut.take(value).forEach(take);
  }
}

/** Read one register's columns into the store; a change that was too large comes as the whole again. */
async function read(register: string, address: string): Promise<void> {
  let head: Head | null = null;
  let bytes = 0;
  await pieces(address, (piece) => {
    bytes += piece.length;
    if (head === null) {
      head = readHead(piece);
      positions[register] = head.pos;
      store.spreadKm = head.spread_km;
      if (head.since === null) dropRegister(register);
      else store.drop(head.drop);
    } else {
      store.append(register, readBlock(piece));
      tell({ tell: "loading", bytes });
    }
  });
}

function dropRegister(name: string): void {
  const number = store.registers.number(name);
  const { register, from, to } = store.columns;
  for (let row = 0; row < store.count; row += 1) if (register[row] === number) to[row] = from[row] as number;
}

async function readAll(addresses: Record<string, string>): Promise<void> {
  // One after the other: the server has one thread for this.
  for (const [register, address] of Object.entries(addresses)) await read(register, address);
  hits = new Uint8Array(store.count);
}

/** The versions that answer a search of the server's, as bits by their names. */
function search(addresses: string[]): Promise<Uint8Array> | null {
  if (!addresses.length) return null;
  const key = addresses.join(" ");
  let found = searches.get(key);
  if (!found) {
    found = searched(addresses);
    searches.set(key, found);
    if (searches.size > 8) searches.delete(searches.keys().next().value as string);
  }
  return found;
}

async function searched(addresses: string[]): Promise<Uint8Array> {
  let bits = new Uint8Array(1024);
  for (const address of addresses) {
    let first = true;
    // A register that has no parties or no text answers with a refusal: then nothing of it is meant.
    await pieces(address, (piece) => {
      if (!first) {
        const found = readRising(piece);
        const size = ((found.at(-1) ?? 0) >> 3) + 1;
        if (size > bits.length) {
          const larger = new Uint8Array(size);
          larger.set(bits);
          bits = larger;
        }
        for (const name of found) bits[name >> 3]! |= 1 << (name & 7);
      }
      first = false;
    }).catch(() => undefined);
  }
  return bits;
}

const deathsStep = (deaths: number | null): number | null => (deaths === null ? null : !deaths ? 0 : deaths === 1 ? 1 : deaths < 25 ? 2 : 25);

function dotsOf(rows: Uint32Array): { dots: Dots; looks: Look[] } {
  const c = store.columns;
  const looks: Look[] = [];
  const known = new Map<string, number>();
  const dots: Dots = {
    position: new Float32Array(rows.length * 2), look: new Uint16Array(rows.length),
    version: new Uint32Array(rows.length), register: new Uint8Array(rows.length),
  };
  rows.forEach((row, i) => {
    dots.position[2 * i] = c.lon[row] as number;
    dots.position[2 * i + 1] = c.lat[row] as number;
    dots.version[i] = c.version[row] as number;
    dots.register[i] = c.register[row] as number;
    const step = Math.min(c.deaths[row] as number, 25);
    const key = `${c.kind[row]} ${c.register[row]} ${c.state[row]} ${c.grade[row]} ${step > 1 && step < 25 ? 2 : step} ${c.grid[row] ? 1 : 0}`;
    let look = known.get(key);
    if (look === undefined) {
      const bare = bareRow(store, row);
      look = looks.push({ kind: bare.kind, register: bare.register, state: bare.state, grade: bare.grade, deaths: deathsStep(bare.deaths), coarse: bare.grid_km !== null }) - 1;
      known.set(key, look);
    }
    dots.look[i] = look;
  });
  return { dots, looks };
}

/** Few enough to be drawn as rows: then also those that are known by an area only. */
function rowsInFrame(tally: Tally): BareRow[] | null {
  if (!tally.marks || tally.marks.length + tally.areas > mostRows) return null;
  const rows = new Set(tally.marks);
  for (let row = 0; row < store.count; row += 1) if (hits[row] === 3) rows.add(row);
  return [...rows].map((row) => bareRow(store, row));
}

async function answer(number: number, question: Question, found: Found): Promise<void> {
  const only = await Promise.all([search(found.party), search(found.text)]);
  const began = performance.now();
  const { marks, ...tally } = ask(store, question, only, hits);
  const rows = rowsInFrame({ marks, ...tally });
  const many = !rows && marks ? dotsOf(marks) : null;
  const body: Answer = {
    ...tally, number, rows, dots: many?.dots ?? null, looks: many?.looks ?? [], registerNames: store.registers.all,
    ms: performance.now() - began,
  };
  const moved: Transferable[] = [];
  if (many) moved.push(...Object.values(many.dots).map((each: Dots[keyof Dots]) => each.buffer as ArrayBuffer));
  if (tally.cells) moved.push(tally.cells.x.buffer as ArrayBuffer, tally.cells.y.buffer as ArrayBuffer, tally.cells.count.buffer as ArrayBuffer);
  tell({ tell: "answer", answer: body }, moved);
}

async function obey(order: Order): Promise<void> {
  if (order.do === "load") {
    store = new Store();
    searches.clear();
    await readAll(order.addresses);
    void store.order;
    tell({ tell: "ready", count: store.count, positions });
  } else if (order.do === "catch-up") {
    await readAll(order.addresses);
    // What the server found before may be more by now.
    searches.clear();
    tell({ tell: "changed", positions });
  } else if (order.do === "ask") await answer(order.number, order.question, order.found);
  else {
    const rows = slice(store, hits, order.inView ? 3 : 1, order.from, order.to);
    tell({ tell: "list", number: order.number, from: order.from, rows: rows.map((row) => bareRow(store, row)) });
  }
}

/** One order after the other: a list is of the question before it. */
let last: Promise<void> = Promise.resolve();
onmessage = (event: MessageEvent<Order>): void => {
  last = last.then(() => obey(event.data)).catch((error: unknown) => tell({ tell: "failed", sentence: String(error) }));
};
