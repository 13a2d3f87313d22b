/** Where the reader is, kept in the address so that it can be sent to a colleague. */
import { computed, ref } from "vue";

export type Route =
  | { page: "picture" }
  | { page: "record"; register: string; ref: string }
  | { page: "new"; register: string }
  | { page: "amend"; register: string; ref: string };

/** `#/incident/INC-1`, `#/incident/INC-1/amend`, `#/new/report`, or nothing. */
export function parseRoute(hash: string): Route {
  const [first, second, third] = hash.replace(/^#?\/?/, "").split("/").map(decodeURIComponent);
  if (first === "new" && second) return { page: "new", register: second };
  if (first && second && third === "amend") return { page: "amend", register: first, ref: second };
  if (first && second) return { page: "record", register: first, ref: second };
  return { page: "picture" };
}

const hash = ref(location.hash);
addEventListener("hashchange", () => (hash.value = location.hash));
export const route = computed(() => parseRoute(hash.value));

export const recordHash = (register: string, ref: string): string => `#/${register}/${encodeURIComponent(ref)}`;
export function go(to: string): void {
  location.hash = to;
}
