/** What each side says, side by side: pure. */
import { byTimeOf } from "../duties/order";
import type { Position } from "../duties/wire";

export interface Side {
  actor: string;
  accused: boolean;
  contested: boolean;
  positions: Position[];
}
/** The accused first, then whoever alleges, then every other side that spoke; a side that said nothing is shown as silent. */
export function sidesOf(accused: readonly { actor: string; contested?: boolean }[], allegedBy: string, positions: readonly Position[]): Side[] {
  const names = [...new Set([...accused.map((each) => each.actor), ...(allegedBy ? [allegedBy] : []), ...positions.map((each) => each.actor)])];
  return names.map((actor) => {
    const named = accused.find((each) => each.actor === actor);
    return {
      actor, accused: named !== undefined, contested: named?.contested ?? false,
      positions: positions.filter((each) => each.actor === actor).sort(byTimeOf((each) => each.at)),
    };
  });
}
