/**
 * The archive as it comes over the wire (`/api/{register}/columns`): pieces, each with its length, the first a JSON head,
 * the others blocks. The Python side is `faces/columns.py`. Pure.
 */

export interface Head {
  register: string;
  audience: string;
  pos: number;
  /** How wide (km) a place of each precision is drawn. */
  spread_km: (number | null)[];
  /** What changed after this pos; null: everything. */
  since: number | null;
  /** Versions, by their names, that no longer stand as they did. */
  drop: number[];
}

type Plain = Uint8Array | Uint16Array | Uint32Array | Int32Array;
const layout = [
  ["from", Uint32Array], ["to", Uint32Array], ["id", Uint32Array], ["lon", Int32Array], ["lat", Int32Array], ["day", Int32Array],
  ["second", Uint32Array], ["lasts", Uint32Array], ["deaths", Uint32Array], ["kind", Uint16Array],
  ["grid_km", Uint16Array], ["state", Uint8Array], ["severity", Uint8Array], ["prec", Uint8Array],
  ["date_prec", Uint8Array], ["grade", Uint8Array], ["flags", Uint8Array],
] as const;
export type ColumnName = (typeof layout)[number][0];

export interface Block {
  count: number;
  kinds: string[];
  states: string[];
  grades: string[];
  columns: Record<ColumnName, Plain>;
}

export const nowhere = -(2 ** 31);
export const unknownU8 = 0xff;
export const unknownU16 = 0xffff;
export const unknownU32 = 0xffffffff;

const text = new TextDecoder();
const lengthAt = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);

/** Numbers whose lowest bytes come first, then the next ones. */
export function fromPlanes(bytes: Uint8Array, count: number, Kind: { new (buffer: ArrayBuffer): Plain; BYTES_PER_ELEMENT: number }): Plain {
  const width = Kind.BYTES_PER_ELEMENT;
  const mixed = new Uint8Array(count * width);
  for (let byte = 0; byte < width; byte += 1) {
    const plane = byte * count;
    for (let i = 0, to = byte; i < count; i += 1, to += width) mixed[to] = bytes[plane + i] as number;
  }
  return new Kind(mixed.buffer);
}

/** Differences back into the numbers themselves. */
export function summed(differences: Plain): Plain {
  let sum = 0;
  for (let i = 0; i < differences.length; i += 1) {
    sum += differences[i] as number;
    differences[i] = sum;
  }
  return differences;
}

export function readBlock(bytes: Uint8Array): Block {
  const length = lengthAt(bytes, 0);
  const head = JSON.parse(text.decode(bytes.subarray(4, 4 + length))) as Omit<Block, "columns">;
  const columns: Partial<Record<ColumnName, Plain>> = {};
  let at = 4 + length;
  for (const [name, Kind] of layout) {
    const size = head.count * Kind.BYTES_PER_ELEMENT;
    columns[name] = fromPlanes(bytes.subarray(at, at + size), head.count, Kind);
    at += size;
  }
  summed(columns.from as Plain);
  return { ...head, columns: columns as Record<ColumnName, Plain> };
}

export const readHead = (bytes: Uint8Array): Head => JSON.parse(text.decode(bytes)) as Head;
/** `/api/{register}/versions`: rising names of versions. */
export const readRising = (bytes: Uint8Array): Uint32Array =>
  summed(fromPlanes(bytes, bytes.length / 4, Uint32Array)) as Uint32Array;

/** Cuts a stream of bytes into its pieces as they come, so that no answer is ever held whole. */
export class Pieces {
  private kept: Uint8Array = new Uint8Array(1 << 16);
  private filled = 0;

  /** Take what came; gives back the pieces that are complete. A piece is a copy of its own. */
  take(chunk: Uint8Array): Uint8Array[] {
    if (this.filled + chunk.length > this.kept.length) {
      const larger = new Uint8Array(Math.max(this.kept.length * 2, this.filled + chunk.length));
      larger.set(this.kept.subarray(0, this.filled));
      this.kept = larger;
    }
    this.kept.set(chunk, this.filled);
    this.filled += chunk.length;
    const found: Uint8Array[] = [];
    let at = 0;
    while (at + 4 <= this.filled) {
      const end = at + 4 + lengthAt(this.kept, at);
      if (end > this.filled) break;
      found.push(this.kept.slice(at + 4, end));
      at = end;
    }
    this.kept.copyWithin(0, at, this.filled);
    this.filled -= at;
    return found;
  }
}
