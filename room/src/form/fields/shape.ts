/** Lines and areas as Well-Known Text, for drawing: one line, or one ring. Pure. */
export type Point = [number, number];

const numbers = /^\s*(linestring|polygon)\s*\(+([^()]*)\)+\s*$/i;

/** The points of a simple line or ring, the ring without its repeated end; null for anything else. */
export function pointsOf(text: string): Point[] | null {
  const found = numbers.exec(text);
  if (!found) return null;
  const points = (found[2] ?? "").split(",").map((pair) => pair.trim().split(/\s+/).map(Number) as Point);
  if (points.some((point) => point.length < 2 || point.some(Number.isNaN))) return null;
  const [first, last] = [points[0], points[points.length - 1]];
  const closed = found[1]?.toLowerCase() === "polygon" && points.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return (closed ? points.slice(0, -1) : points).map(([lon, lat]) => [lon, lat]);
}

/** The text of a line or an area; empty while there are too few points. */
export function textOf(points: readonly Point[], area: boolean): string {
  if (points.length < (area ? 3 : 2)) return "";
  const told = (area ? [...points, points[0] as Point] : points).map(([lon, lat]) => `${lon} ${lat}`).join(", ");
  return area ? `POLYGON ((${told}))` : `LINESTRING (${told})`;
}
