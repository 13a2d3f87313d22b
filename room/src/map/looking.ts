/** Where something else of the room asks the map to look: west, south, east, north. */
import { shallowRef } from "vue";
import type { Mission } from "../contract";

export const lookedAt = shallowRef<Mission["bounds"] | null>(null);
