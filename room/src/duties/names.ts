/** Parties and holders by the names that people read. */
import { mission } from "../room";
import { partiesHolding } from "./refs";
import { named, say, type Key } from "../words";

export const partyName = (code: string): string => {
  const party = mission.value?.parties.find((each) => each.code === code);
  return party ? named(party.name, code) : code;
};
/** A role, the party, or parties by their codes. */
export function holderName(holder: string | null): string {
  if (!holder) return say("nobody");
  const parties = partiesHolding(holder);
  return parties.length ? parties.map(partyName).join(", ") : holder === "party" ? say("party") : say(`role_${holder}` as Key);
}
