/** Refs and ranks: which register a ref belongs to, and where its page is. Pure. */
import { recordHash } from "../address";
import type { RegisterInfo } from "../register-types";
import { registers } from "../registers";

/** The register whose records have such refs: `INC-2C8F` is an incident. */
export const registerOfRef = (ref: string): string | null =>
  (Object.values(registers) as RegisterInfo[]).find((register) => ref.startsWith(`${register.prefix}-`))?.name ?? null;
export function hashOfRef(ref: string): string | null {
  const register = registerOfRef(ref);
  return register && recordHash(register, ref);
}
/** The parties that hold a case: `party:NG, TF` are two; none for a role, or where it is not known which party. */
export const partiesHolding = (holder: string | null): string[] =>
  (holder?.startsWith("party:") ? holder.slice(6).split(",").map((code) => code.trim()).filter(Boolean) : []);
/** The rank of a severity, told as `3` by the register and perhaps as `S3` by a board. */
export const rankOf = (severity: string | null | undefined): string => severity?.replace(/^S/, "") ?? "";
