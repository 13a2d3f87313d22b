/** The two times of the room, what had happened and what was known then, follow the address and are written into it. */
import { watch } from "vue";
import { asKnownAt, filters } from "./room";
import { parseTimes } from "./address";
import { address, noteTimes } from "./route";

watch(address, (hash) => {
  const times = parseTimes(hash);
  if (times) {
    Object.assign(filters, { from: times.from, to: times.to });
    asKnownAt.value = times.at;
  } else note();
}, { immediate: true });

function note(): void {
  noteTimes({ from: filters.from, to: filters.to, at: asKnownAt.value });
}
watch([() => filters.from, () => filters.to, asKnownAt], note);
