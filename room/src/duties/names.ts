/** Parties, holders and records by the names that people read. */
import { registers } from "../registers";
import type { RegisterInfo } from "../register-types";
import { mission, rowOf } from "../room";
import { recordHash } from "../route";
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

/** The register whose records have such refs: `INC-2C8F` is an incident. */
export const registerOfRef = (ref: string): string | null =>
  (Object.values(registers) as RegisterInfo[]).find((register) => ref.startsWith(`${register.prefix}-`))?.name ?? null;
export function hashOfRef(ref: string): string | null {
  const register = registerOfRef(ref);
  return register && recordHash(register, ref);
}
export const titleOfRef = (ref: string): string => rowOf(ref)?.label ?? "";

/** The rank of a severity, told as `3` by the register and as `S3` by the board. */
export const rankOf = (severity: string | null | undefined): string => severity?.replace(/^S/, "") ?? "";
