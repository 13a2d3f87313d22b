/** The form may ask the map for a place; one field at a time holds the pen. */
import { ref, shallowRef, type InjectionKey } from "vue";

export const picking = ref(false);
/** Where the pin stands: the place of the form that is open. */
export const picked = shallowRef<{ lon: number; lat: number } | null>(null);
/** The points of a line or an area that is being drawn. */
export const drawn = shallowRef<[number, number][]>([]);
let taker: ((lon: number, lat: number) => void) | null = null;

export function pickPlace(take: (lon: number, lat: number) => void): void {
  taker = take;
  picking.value = true;
}

/** Five decimals are about a metre, which is finer than any finger. */
const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

export function placePicked(lon: number, lat: number): void {
  taker?.(rounded(lon), rounded(lat));
  stopPicking();
}

export function stopPicking(): void {
  taker = null;
  picking.value = false;
}

/** Whether the room's map can be pointed at: pages over the room cover it. */
export const mapBeside: InjectionKey<boolean> = Symbol("map beside");
