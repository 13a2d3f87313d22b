/** Cells as rectangles in degrees, whichever side counted them: the worker, or the first picture's coarse grid. Pure. */
import type { Cells } from "../archive/ask";
import type { CellGrid } from "../contract";

export interface Rect {
  west: number;
  south: number;
  east: number;
  north: number;
  count: number;
}

const lonOf = (x: number): number => x * 360 - 180;
const latOf = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

export function rectsOfCells(cells: Cells): Rect[] {
  return Array.from(cells.count, (count, i) => {
    const [x, y] = [cells.x[i] as number, cells.y[i] as number];
    return { west: lonOf(x), east: lonOf(x + cells.side), north: latOf(y), south: latOf(y + cells.side), count };
  });
}

/** The first picture's cells, joined until a number fits into each; only of the registers that are meant. */
export function rectsOfGrid(grid: CellGrid, registers: readonly string[], worldPx: number, leastPx = 40): Rect[] {
  let [width, height] = [grid.width, grid.height];
  while ((width / 360) * worldPx < leastPx && width < 45) [width, height] = [width * 2, height * 2];
  const meant = grid.registers.map((name) => registers.includes(name));
  const joined = new Map<string, Rect>();
  for (const [lon = 0, lat = 0, ...counts] of grid.cells) {
    const count = counts.reduce((sum, each, i) => sum + (meant[i] ? each : 0), 0);
    if (!count) continue;
    const west = Math.floor((lon + 180 + 1e-9) / width) * width - 180;
    const south = Math.floor((lat + 90 + 1e-9) / height) * height - 90;
    const known = joined.get(`${west} ${south}`);
    if (known) known.count += count;
    else joined.set(`${west} ${south}`, { west, south, east: west + width, north: south + height, count });
  }
  return [...joined.values()];
}

export const rectAt = (rects: readonly Rect[], lon: number, lat: number): Rect | undefined =>
  rects.find((each) => lon >= each.west && lon < each.east && lat >= each.south && lat < each.north);

/** Places of the marks inside a box of degrees. */
export function dotsIn(position: Float32Array, [west, south, east, north]: readonly [number, number, number, number]): number[] {
  const found: number[] = [];
  for (let i = 0; 2 * i < position.length; i += 1) {
    const [lon, lat] = [position[2 * i] as number, position[2 * i + 1] as number];
    if (lon >= west && lon <= east && lat >= south && lat <= north) found.push(i);
  }
  return found;
}
