import { expect, it } from "vitest";
import { Refusal } from "../src/api";
import { parseRoute } from "../src/address";
import { drop, put, sendAll, waiting, type Kept } from "../src/threads/outbox";

function memory(): Kept {
  const held = new Map<string, string>();
  return { getItem: (name) => held.get(name) ?? null, setItem: (name, text) => void held.set(name, text), removeItem: (name) => void held.delete(name) };
}
const one = (key: string) => ({ key, thread: "THR-1", values: { text: key } });

it("keeps what could not be sent and sends it under the same key, in order", async () => {
  const kept = memory();
  put(one("a"), kept);
  put(one("b"), kept);
  const sent: string[] = [];
  let up = false;
  const say = async (_ref: string, key: string): Promise<void> => {
    if (!up) throw new Refusal(0, {});
    sent.push(key);
  };
  expect(await sendAll({ say }, kept)).toBe(false);
  expect(waiting(kept).map((each) => each.key)).toEqual(["a", "b"]);
  up = true;
  expect(await sendAll({ say }, kept)).toBe(true);
  expect(sent).toEqual(["a", "b"]);
  expect(waiting(kept)).toEqual([]);
});

it("tells what the server refuses for good, and goes on with the next", async () => {
  const kept = memory();
  put(one("a"), kept);
  put(one("b"), kept);
  const say = async (_ref: string, key: string): Promise<void> => {
    if (key === "a") throw new Refusal(403, { sentence: "You take no part." });
  };
  expect(await sendAll({ say }, kept)).toBe(false);
  expect(waiting(kept)).toEqual([{ ...one("a"), refused: "You take no part." }]);
  drop("a", kept);
  expect(waiting(kept)).toEqual([]);
});

it("survives a broken store", () => expect(waiting({ ...memory(), getItem: () => "{" })).toEqual([]));

it("knows where threads are", () => {
  expect(parseRoute("#/threads/THR-1")).toEqual({ page: "threads", of: "THR-1", about: "", whom: "" });
  expect(parseRoute("#/threads/with/party:A")).toEqual({ page: "threads", of: "", about: "", whom: "party:A" });
  expect(parseRoute("#/threads/about/INC-1")).toEqual({ page: "threads", of: "", about: "INC-1", whom: "" });
});
