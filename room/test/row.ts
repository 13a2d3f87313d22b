/** A row of the picture with usual values; a test names only what it is about. */
import type { Row } from "../src/contract";

export const row = (part: Partial<Row>): Row => ({
  ref: "INC-1", register: "incident", version: 1, state: "registered", kind: "CFV-SAF", severity: 1, lon: 33.3, lat: 35.1, prec: 1,
  spread_km: 0, grid_km: null, start: "1996-06-03T00:00:00Z", end: "1996-06-04T00:00:00Z", date_prec: 1, label: null,
  deaths: null, grade: "B2", flagged: false, ...part,
});
