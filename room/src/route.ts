/** Where the reader is and which times are looked at, kept in the address so that it can be sent to a colleague. */
import { computed, ref } from "vue";
import { parseRoute, withTimes, type Times } from "./address";

const hash = ref(location.hash);
addEventListener("hashchange", () => (hash.value = location.hash));
export { recordHash } from "./address";
export const address = computed(() => hash.value);
export const route = computed(() => parseRoute(hash.value));

export function go(to: string): void {
  location.hash = to;
}
/** Write times into the address without a step in the browser's history: a dragged slider would fill it. */
export function noteTimes(times: Times): void {
  const next = withTimes(location.hash, times);
  if (next !== (location.hash || "#/")) history.replaceState(history.state, "", next);
}
