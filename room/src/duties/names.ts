/** Parties and holders by the names that people read. */
import { mission } from "../room";
import { named, say, type Key } from "../words";

export const partyName = (code: string): string => {
  const party = mission.value?.parties.find((each) => each.code === code);
  return party ? named(party.name, code) : code;
};
/** A role, or `party:CODE`. */
export function holderName(holder: string | null): string {
  if (!holder) return say("nobody");
  return holder.startsWith("party:") ? partyName(holder.slice(6)) : say(`role_${holder}` as Key);
}
