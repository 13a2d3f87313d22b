/** Draws what is too much for the map's own layers: up to 20,000 marks from arrays of numbers, or cells with counts. */
import { IconLayer, SolidPolygonLayer, TextLayer } from "@deck.gl/layers";
import { MapboxOverlay } from "@deck.gl/mapbox";
import type { Map as MapLibreMap } from "maplibre-gl";
import type { Dots, Look } from "../archive/worker";
import { classOf, lookOf } from "../classes";
import type { Theme } from "../theme";
import type { Rect } from "./cells";
import type { Glide } from "./glide";
import { deathsStep, dotCanvas, holdingCanvas, markCanvas } from "./images";
import { isUnverified } from "./marks";

const slotPx = 72;
const slotsWide = 20;
type Colour = [number, number, number, number];

/** The marks' pictures on one sheet; a slot is drawn when a look first comes up. */
class Sheet {
  private slots = new Map<string, number>();
  private readonly canvas = document.createElement("canvas");
  image: ImageData | null = null;

  constructor(readonly theme: Theme) {
    this.canvas.width = this.canvas.height = slotPx * slotsWide;
  }

  /** The slot of each look, and whether the sheet has changed. */
  place(all: readonly Look[], bare: boolean): { names: string[]; mapping: Record<string, { x: number; y: number; width: number; height: number }> } {
    const pen = this.canvas.getContext("2d", { willReadFrequently: true });
    // Where they lie close, rings and letters of each would hide the colour of all.
    const looks = bare ? all.map((look) => ({ ...look, deaths: null, grade: null })) : all;
    const names = looks.map((look) => (bare ? `bare|${this.name(look)}` : this.name(look)));
    let drawn = false;
    looks.forEach((look, i) => {
      const name = names[i] as string;
      if (this.slots.has(name) || !pen || this.slots.size >= slotsWide ** 2) return;
      const slot = this.slots.size;
      this.slots.set(name, slot);
      const picture = this.picture(look, bare);
      const [x, y] = [(slot % slotsWide) * slotPx, Math.floor(slot / slotsWide) * slotPx];
      pen.drawImage(picture, x + (slotPx - picture.width) / 2, y + (slotPx - picture.height) / 2);
      drawn = true;
    });
    // A new image each time: by that the layer sees that its texture has changed.
    if (pen && (drawn || !this.image)) this.image = pen.getImageData(0, 0, this.canvas.width, this.canvas.height);
    const mapping = Object.fromEntries([...this.slots].map(([name, slot]) =>
      [name, { x: (slot % slotsWide) * slotPx, y: Math.floor(slot / slotsWide) * slotPx, width: slotPx, height: slotPx }]));
    return { names, mapping };
  }

  private name(look: Look): string {
    if (look.coarse) return `cell|${classOf(look.kind)}`;
    if (look.register !== "incident" && look.register !== "report") return `hold|${look.register}`;
    return `${classOf(look.kind)}|${look.register}|${isUnverified(look)}|${deathsStep(look.deaths)}`;
  }

  private picture(look: Look, bare: boolean): HTMLCanvasElement {
    if (look.coarse) return cellCanvas(lookOf(classOf(look.kind)).colour);
    if (look.register !== "incident" && look.register !== "report") return holdingCanvas(look.register, this.theme);
    if (bare) return dotCanvas(classOf(look.kind), look.register === "report", this.theme);
    return markCanvas({
      incidentClass: classOf(look.kind), hollow: look.register === "report", unverified: isUnverified(look), deaths: deathsStep(look.deaths),
    }, this.theme);
  }
}

/** Somewhere in a cell: a square, never a point. */
function cellCanvas(colour: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 48;
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.fillStyle = `${colour}44`;
    pen.strokeStyle = colour;
    pen.lineWidth = 4;
    pen.fillRect(4, 4, 40, 40);
    pen.strokeRect(4, 4, 40, 40);
  }
  return canvas;
}

const mostRinged = 3_000;
/** The more there are, the smaller each, so that shapes stay apart. */
export const markPx = (count: number): number => Math.max(13, Math.min(32, 36 * Math.sqrt(1_500 / Math.max(count, 1))));

export class Crowd {
  private readonly overlay: MapboxOverlay;
  private sheet: Sheet | null = null;

  /** `drew` is called after each frame. */
  constructor(map: MapLibreMap, drew: () => void, glide: Glide | null) {
    // Smoothed edges are sampled four times over, which halves the frames where there is no graphics card.
    this.overlay = new MapboxOverlay({ interleaved: false, layers: [], onAfterRender: drew, deviceProps: { type: "webgl", webgl: { antialias: false } } });
    map.addControl(this.overlay as never);
    if (!glide) return;
    // Drawn only when the map is: in between both move as pictures.
    const follow = (this.overlay as unknown as { _updateViewState: () => void })._updateViewState;
    map.off("render", follow);
    glide.onDraw(follow);
  }

  clear(): void {
    this.overlay.setProps({ layers: [] });
  }

  showCells(rects: readonly Rect[], theme: Theme, told: (count: number) => string): void {
    const most = Math.log(rects.reduce((high, each) => Math.max(high, each.count), 2));
    const ink: Colour = theme === "dark" ? [255, 244, 224, 255] : [58, 28, 4, 255];
    const ground: Colour = theme === "dark" ? [226, 138, 48, 0] : [224, 120, 28, 0];
    const strength = (each: Rect): number => 50 + 120 * (Math.log(each.count + 0.5) / most);
    this.overlay.setProps({ layers: [
      new SolidPolygonLayer<Rect>({
        id: "cells", data: rects as Rect[],
        getPolygon: (r) => [[r.west, r.south], [r.east, r.south], [r.east, r.north], [r.west, r.north]],
        getFillColor: (r) => [ground[0], ground[1], ground[2], strength(r)],
        updateTriggers: { getFillColor: [theme, most] },
      }),
      new TextLayer<Rect>({
        id: "numbers", data: rects as Rect[], characterSet: "auto", fontFamily: "system-ui, sans-serif", fontWeight: 700,
        getPosition: (r) => [(r.west + r.east) / 2, middleLat(r.south, r.north)], getText: (r) => told(r.count),
        getSize: 12, getColor: ink, fontSettings: { sdf: false, fontSize: 32 },
        updateTriggers: { getColor: theme },
      }),
    ] });
  }

  showDots(dots: Dots, looks: readonly Look[], theme: Theme): void {
    const length = dots.look.length;
    if (this.sheet?.theme !== theme) this.sheet = new Sheet(theme);
    const { names, mapping } = this.sheet.place(looks, length > mostRinged);
    this.overlay.setProps({ layers: [
      new IconLayer({
        id: "dots",
        data: { length, attributes: { getPosition: { value: dots.position, size: 2 } } },
        getIcon: (_: unknown, { index }: { index: number }) => names[dots.look[index] as number] ?? "",
        iconAtlas: this.sheet.image as never, iconMapping: mapping, getSize: markPx(length), sizeUnits: "pixels",
        updateTriggers: { getIcon: dots, getSize: length },
      } as never),
    ] });
  }
}

/** The middle of a cell as it is drawn. */
function middleLat(south: number, north: number): number {
  const y = (lat: number): number => Math.asinh(Math.tan((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180));
  return (Math.atan(Math.sinh((y(south) + y(north)) / 2)) * 180) / Math.PI;
}
