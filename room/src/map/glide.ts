/**
 * Panning without a graphics card: between two drawings the last one is moved and scaled as a picture, which costs next
 * to nothing. It is drawn anew a few times a second, when it has moved far, and sharp as soon as the map rests.
 */
import type { Map as MapLibreMap } from "maplibre-gl";

interface Inner {
  _render(time: number): unknown;
  _renderTaskQueue: { run(time: number): void; _queue?: unknown[] };
}
type Drawn = { lng: number; lat: number; zoom: number; turn: number; width: number; height: number; at: number };

const restMs = 140;
const leastMs = 500;
/** Of the window that may come in empty: at once, and before it is drawn anew; and how far a picture may be stretched. */
const mostShift = 0.15;
const someShift = 0.04;
const mostStretch = 0.4;

export function isSoftware(map: MapLibreMap): boolean {
  const gl = map.getCanvas().getContext("webgl2");
  const told = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = gl && told ? String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL)) : "";
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}

/** How a drawing is placed so that it fits where the map is now; null where it must be drawn anew. Pure. */
export function placed(drawn: Drawn, now: Omit<Drawn, "at">, centre: { x: number; y: number }): string | null {
  const scale = 2 ** (now.zoom - drawn.zoom);
  const [dx, dy] = [centre.x - now.width / 2, centre.y - now.height / 2];
  if (now.turn !== drawn.turn || now.width !== drawn.width || now.height !== drawn.height) return null;
  if (Math.abs(now.zoom - drawn.zoom) > mostStretch || Math.max(Math.abs(dx) / now.width, Math.abs(dy) / now.height) > mostShift) return null;
  return `translate(${centre.x - (scale * now.width) / 2}px, ${centre.y - (scale * now.height) / 2}px) scale(${scale})`;
}

function afterFrames(count: number, act: () => void): void {
  if (count) requestAnimationFrame(() => afterFrames(count - 1, act));
  else act();
}

export interface Glide {
  /** Called with each real drawing, in place of the map's `render`. */
  onDraw: (draw: () => void) => void;
}

/** Null where a graphics card draws, or where this MapLibre is not the one that is known. */
export function glide(map: MapLibreMap): Glide | null {
  const inner = map as unknown as Inner;
  if (!isSoftware(map) || typeof inner._render !== "function" || typeof inner._renderTaskQueue?.run !== "function") return null;
  const draw = inner._render.bind(map);
  const followers: (() => void)[] = [];
  let last: Drawn | null = null;
  let cost = leastMs;
  let resting = 0;
  let due = false;
  let moves = 0;

  const here = (): Omit<Drawn, "at"> => {
    const { lng, lat } = map.getCenter();
    const { clientWidth: width, clientHeight: height } = map.getCanvas();
    return { lng, lat, zoom: map.getZoom(), turn: map.getBearing() + 1000 * map.getPitch(), width, height };
  };
  const pictures = (): HTMLCanvasElement[] => [...map.getContainer().querySelectorAll("canvas")];
  function move(transform: string): void {
    for (const canvas of pictures()) Object.assign(canvas.style, { transformOrigin: "0 0", transform });
  }
  function drawNow(time: number): unknown {
    due = false;
    const told = draw(time);
    move("");
    for (const follow of followers) follow();
    const began = performance.now();
    last = { ...here(), at: began };
    // What drawing costs is felt when the next frames come late: the drawing itself is done elsewhere.
    afterFrames(3, () => (cost = performance.now() - began));
    return told;
  }
  /** Drawing that takes long is no rest: nothing may have moved for some frames that were really shown. */
  function rest(): void {
    const before = moves;
    afterFrames(2, () => {
      if (moves !== before) return;
      due = true;
      map.triggerRepaint();
    });
  }
  inner._render = (time: number): unknown => {
    const now = here();
    const still = last !== null && last.lng === now.lng && last.lat === now.lat && last.zoom === now.zoom;
    if (!last || still || due) return drawNow(time);
    const centre = map.project([last.lng, last.lat]);
    const transform = placed(last, now, centre);
    const some = Math.max(Math.abs(centre.x / now.width - 0.5), Math.abs(centre.y / now.height - 0.5), Math.abs(now.zoom - last.zoom));
    if (transform === null || (some > someShift && performance.now() - last.at > Math.max(leastMs, 4 * cost))) return drawNow(time);
    moves += 1;
    // Easing goes on by what waits in this queue; it may move the map once more.
    inner._renderTaskQueue.run(time);
    move(placed(last, here(), map.project([last.lng, last.lat])) ?? transform);
    map.fire("render");
    clearTimeout(resting);
    resting = window.setTimeout(rest, restMs);
    if (map.isMoving()) map.triggerRepaint();
    return map;
  };
  return { onDraw: (each) => void followers.push(each) };
}
