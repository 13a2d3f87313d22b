/**
 * Checks an entry against the ledger in the reader's own browser, so that nobody has to believe the server.
 * Ledger format v1: leaf = SHA-256(02 || canonical [path, salt, value]); root = SHA-256(03 || leaves);
 * entry = SHA-256(00 || canonical {prev, root, seq, site}); tree heads and audit paths as in RFC 6962.
 */
import type { Leaf, Proof } from "./contract";

/** Sorted keys, no spaces, UTF-8 as it is. Fractions arrive as strings, so no float has to be spelled. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

export function fromHex(hex: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new Error("not hex");
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

async function hash(mark: number, ...parts: Uint8Array[]): Promise<Uint8Array> {
  const whole = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  whole[0] = mark;
  let offset = 1;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const leafHash = async (leaf: Leaf): Promise<Uint8Array> =>
  typeof leaf === "string" ? fromHex(leaf) : hash(2, bytes(canonical(leaf)));

/** RFC 6962 2.1.1: climb from the leaf at `index` in a tree of `size` leaves. */
export async function climb(leaf: Uint8Array, index: number, size: number, path: Uint8Array[]): Promise<Uint8Array> {
  if (index < 0 || index >= size) throw new Error("index outside the tree");
  let node = leaf;
  let place = index;
  let last = size - 1;
  for (const sibling of path) {
    if (last === 0) throw new Error("path too long");
    if (place % 2 === 1 || place === last) {
      node = await hash(1, sibling, node);
      // A right edge without a sibling is lifted as it is until it has one.
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      node = await hash(1, node, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0) throw new Error("path too short");
  return node;
}

export type Verdict =
  | { good: true; shown: number; withheld: number; size: number; root: string }
  | { good: false; failed: "values" | "entry" | "tree" | "listed" };

/** Follows an entry from its values to the tree head; `listed` is the hash that the record's history names for this entry. */
export async function checkProof(proof: Proof, listed?: string): Promise<Verdict> {
  const { entry, head } = proof;
  const leaves = await Promise.all(entry.leaves.map(leafHash));
  if (toHex(await hash(3, ...leaves)) !== entry.root) return { good: false, failed: "values" };
  const { prev, root, seq, site } = entry;
  const own = await hash(0, bytes(canonical({ prev, root, seq, site })));
  if (toHex(own) !== proof.hash) return { good: false, failed: "entry" };
  if (listed && listed !== proof.hash) return { good: false, failed: "listed" };
  try {
    // A site numbers its entries from 1, the tree its leaves from 0.
    const top = await climb(own, seq - 1, head.size, proof.path.map(fromHex));
    if (toHex(top) !== head.root) return { good: false, failed: "tree" };
  } catch {
    return { good: false, failed: "tree" };
  }
  const withheld = entry.leaves.filter((leaf) => typeof leaf === "string").length;
  return { good: true, shown: entry.leaves.length - withheld, withheld, size: head.size, root: head.root };
}
