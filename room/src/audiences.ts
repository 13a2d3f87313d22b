/** Audiences in words: whose circle it is, and what it is told. Pure but for the words. */
import type { Mission, Sight } from "./contract";
import { figure, named, say, type Key } from "./words";

export type Group = "inside" | "beside" | "outside";
/** Those the mission works with, and those who only read. */
const groups: Record<string, Group> = { mission: "inside", guarantor: "beside", party: "beside" };

/** `party:CODE` by the party's name in the mission; the others by their circle. */
export function audienceLabel(mission: Mission | null, audience: string): string {
  const [circle = "", code] = audience.split(":");
  if (!code) return say(`audience_${circle}` as Key);
  return named(mission?.parties.find((party) => party.code === code)?.name, code);
}

export const groupOf = (audience: string): Group => groups[audience.split(":")[0] ?? ""] ?? "outside";

export function grouped(audiences: readonly string[]): { group: Group; audiences: string[] }[] {
  return (["inside", "beside", "outside"] as const)
    .map((group) => ({ group, audiences: audiences.filter((each) => groupOf(each) === group) }))
    .filter((each) => each.audiences.length);
}

/** A sentence of what an audience is told. */
export function tellSight(sight: Sight | undefined): string {
  if (!sight) return "";
  return [
    say(`sees_${sight.level}` as Key), say(`sees_place_${sight.place}` as Key),
    sight.delay_d ? say("sees_delay", { days: figure(sight.delay_d) }) : "", sight.by_state ? say("sees_by_state") : "",
  ].filter(Boolean).join(" ");
}
