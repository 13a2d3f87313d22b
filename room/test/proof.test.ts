import { describe, expect, it } from "vitest";
import type { Leaf, Proof } from "../src/contract";
import { canonical, checkProof, climb, fromHex, leafHash, toHex } from "../src/proof";

const sha = async (mark: number, ...parts: Uint8Array[]): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array([mark, ...parts.flatMap((part) => [...part])])));

const half = (size: number): number => {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
};
/** RFC 6962 as its text says it: recursive, unlike the code under test. */
async function head(leaves: Uint8Array[]): Promise<Uint8Array> {
  if (leaves.length === 1) return leaves[0]!;
  const k = half(leaves.length);
  return sha(1, await head(leaves.slice(0, k)), await head(leaves.slice(k)));
}
async function audit(index: number, leaves: Uint8Array[]): Promise<Uint8Array[]> {
  if (leaves.length === 1) return [];
  const k = half(leaves.length);
  return index < k
    ? [...await audit(index, leaves.slice(0, k)), await head(leaves.slice(k))]
    : [...await audit(index - k, leaves.slice(k)), await head(leaves.slice(0, k))];
}

async function proofOf(seq: number, size: number): Promise<Proof> {
  const leaves: Leaf[] = [["@step", "00", "open"], ["place", "01", { lon: "33.35", lat: "35.17", prec: 1 }], ["title", "02", "Λήδρα \"x\""]];
  const root = toHex(await sha(3, ...await Promise.all(leaves.map(leafHash))));
  const own = await sha(0, new TextEncoder().encode(canonical({ site: "hq", seq, prev: "ab", root })));
  const all = await Promise.all(Array.from({ length: size }, (_, i) => (i === seq - 1 ? own : sha(0, new Uint8Array([i])))));
  return {
    entry: { site: "hq", seq, prev: "ab", root, leaves }, hash: toHex(own),
    path: (await audit(seq - 1, all)).map(toHex), head: { site: "hq", size, root: toHex(await head(all)) },
  };
}

describe("canonical", () => {
  it("sorts keys, leaves no spaces and keeps letters as they are", () => {
    expect(canonical({ b: [1, null, true], a: "Λ\n\"" })).toBe('{"a":"Λ\\n\\"","b":[1,null,true]}');
  });
});

describe("climb", () => {
  it("reaches the head from every leaf of every small tree", async () => {
    for (let size = 1; size <= 17; size += 1) {
      const leaves = await Promise.all(Array.from({ length: size }, (_, i) => sha(0, new Uint8Array([i]))));
      const top = toHex(await head(leaves));
      for (let i = 0; i < size; i += 1) {
        expect(toHex(await climb(leaves[i]!, i, size, await audit(i, leaves)))).toBe(top);
      }
    }
  });
  it("refuses a path of the wrong length and an index outside", async () => {
    const leaf = new Uint8Array(32);
    await expect(climb(leaf, 0, 2, [])).rejects.toThrow();
    await expect(climb(leaf, 0, 1, [leaf])).rejects.toThrow();
    await expect(climb(leaf, 2, 2, [leaf])).rejects.toThrow();
  });
});

describe("checkProof", () => {
  it("accepts an entry, also with a value withheld", async () => {
    const proof = await proofOf(5, 11);
    expect(await checkProof(proof, proof.hash)).toMatchObject({ good: true, shown: 3, withheld: 0 });
    proof.entry.leaves[1] = toHex(await leafHash(proof.entry.leaves[1]!));
    expect(await checkProof(proof, proof.hash)).toMatchObject({ good: true, shown: 2, withheld: 1 });
  });
  it("tells what failed", async () => {
    const changed = await proofOf(2, 4);
    changed.entry.leaves[0] = ["@step", "00", "refute"];
    expect(await checkProof(changed)).toEqual({ good: false, failed: "values" });
    const moved = await proofOf(2, 4);
    moved.entry.prev = "cd";
    expect(await checkProof(moved)).toEqual({ good: false, failed: "entry" });
    const other = await proofOf(2, 4);
    expect(await checkProof(other, "00")).toEqual({ good: false, failed: "listed" });
    const torn = await proofOf(2, 4);
    torn.path[0] = "00".repeat(32);
    expect(await checkProof(torn)).toEqual({ good: false, failed: "tree" });
  });
});

it("refuses what is not hex", () => {
  expect(() => fromHex("zz")).toThrow();
  expect(toHex(fromHex("00ff"))).toBe("00ff");
});
