/** Draws the map's small pictures: incident marks, site squares, labels. Nothing is fetched. */
import { lookOf, type Shape } from "../classes";
import type { Theme } from "../theme";

export interface MarkImage {
  incidentClass: string;
  /** A report is one saying: smaller and hollow. */
  hollow: boolean;
  unverified: boolean;
  deaths: 0 | 1 | 2 | 3;
}

const ratio = 2;
export const imageRatio = ratio;

export const markId = (mark: MarkImage): string =>
  `mark|${mark.incidentClass}|${mark.hollow ? "h" : "f"}|${mark.unverified ? "u" : "v"}|${mark.deaths}`;

export function parseMarkId(id: string): MarkImage | null {
  const [what, incidentClass = "", fill, state, deaths] = id.split("|");
  if (what !== "mark") return null;
  return { incidentClass, hollow: fill === "h", unverified: state === "u", deaths: Number(deaths) as MarkImage["deaths"] };
}

/** 0 none, 1 one, 2 up to 24, 3 from 25 (UCDP's threshold for a year of conflict). */
export const deathsStep = (deaths: number | null): MarkImage["deaths"] =>
  !deaths ? 0 : deaths === 1 ? 1 : deaths < 25 ? 2 : 3;

function outline(pen: CanvasRenderingContext2D, shape: Shape, c: number, r: number): void {
  pen.beginPath();
  if (shape === "disc") pen.arc(c, c, r, 0, 2 * Math.PI);
  else if (shape === "diamond") {
    const d = r * 1.16;
    pen.moveTo(c, c - d); pen.lineTo(c + d, c); pen.lineTo(c, c + d); pen.lineTo(c - d, c);
  } else if (shape === "hexagon") {
    for (let i = 0; i < 6; i += 1) pen.lineTo(c + r * 1.06 * Math.sin((i * Math.PI) / 3), c - r * 1.06 * Math.cos((i * Math.PI) / 3));
  } else {
    const d = r * 0.92;
    pen.moveTo(c - d, c - d); pen.lineTo(c + d, c - d); pen.lineTo(c + d, c + d * 0.25);
    pen.quadraticCurveTo(c + d * 0.8, c + d * 0.95, c, c + d * 1.25);
    pen.quadraticCurveTo(c - d * 0.8, c + d * 0.95, c - d, c + d * 0.25);
  }
  pen.closePath();
}

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const sheet = document.createElement("canvas");
  sheet.width = Math.ceil(width * ratio);
  sheet.height = Math.ceil(height * ratio);
  const pen = sheet.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("no canvas");
  pen.scale(ratio, ratio);
  return pen;
}
const pixels = (pen: CanvasRenderingContext2D): ImageData =>
  pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height);

const ink = (theme: Theme): string => (theme === "dark" ? "#eef3f4" : "#172126");
const ground = (theme: Theme): string => (theme === "dark" ? "#10181c" : "#ffffff");

/** Dark letters on light colours, light ones on dark, by relative luminance. */
function lettersOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.22 ? "#10181c" : "#ffffff";
}

function paintMark(mark: MarkImage, theme: Theme): CanvasRenderingContext2D {
  const look = lookOf(mark.incidentClass);
  const size = 36;
  const centre = size / 2;
  const radius = mark.hollow ? 7.5 : 10;
  const pen = canvas(size, size);
  // A thin ground around the mark keeps neighbours apart.
  outline(pen, look.shape, centre, radius + 1.4);
  pen.fillStyle = ground(theme);
  pen.fill();
  outline(pen, look.shape, centre, radius);
  pen.fillStyle = mark.hollow ? ground(theme) : look.colour;
  pen.globalAlpha = mark.unverified && !mark.hollow ? 0.55 : 1;
  pen.fill();
  pen.globalAlpha = 1;
  pen.lineWidth = mark.hollow ? 2 : 1.5;
  pen.strokeStyle = mark.hollow ? look.colour : ink(theme);
  pen.setLineDash(mark.unverified ? [3, 2.2] : []);
  outline(pen, look.shape, centre, radius);
  pen.stroke();
  pen.setLineDash([]);
  if (mark.deaths) {
    pen.lineWidth = [0, 1.1, 1.8, 2.6][mark.deaths] ?? 1;
    pen.strokeStyle = ink(theme);
    outline(pen, look.shape, centre, radius + 3 + pen.lineWidth / 2);
    pen.stroke();
  }
  pen.font = `700 ${mark.hollow ? 7.5 : 9.5}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = mark.hollow ? ink(theme) : mark.unverified ? ink(theme) : lettersOn(look.colour);
  pen.fillText(look.letters, centre, centre + 0.6);
  return pen;
}
export const drawMark = (mark: MarkImage, theme: Theme): ImageData => pixels(paintMark(mark, theme));

export const markCanvas = (mark: MarkImage, theme: Theme): HTMLCanvasElement => paintMark(mark, theme).canvas;

/** A mark among thousands: colour and shape of its class, nothing more; a report is a ring. */
export function dotCanvas(incidentClass: string, hollow: boolean, theme: Theme): HTMLCanvasElement {
  const { colour, shape } = lookOf(incidentClass);
  const pen = canvas(36, 36);
  outline(pen, shape, 18, 15);
  pen.fillStyle = ground(theme);
  pen.fill();
  outline(pen, shape, 18, hollow ? 10.5 : 13);
  pen.fillStyle = pen.strokeStyle = colour;
  pen.lineWidth = 5.5;
  if (hollow) pen.stroke();
  else pen.fill();
  return pen.canvas;
}

const addresses = new Map<string, string>();
/** The same picture for the legend and the list, where an `<img>` is wanted; each is painted once. */
export function markAddress(mark: MarkImage, theme: Theme): string {
  const id = `${theme}|${markId(mark)}`;
  const known = addresses.get(id) ?? paintMark(mark, theme).canvas.toDataURL();
  addresses.set(id, known);
  return known;
}

/** Our own places: a square, barred for headquarters kinds; units are framed, assets small diamonds. */
export const drawHolding = (register: string, theme: Theme): ImageData => pixels(paintHolding(register, theme));
export const holdingCanvas = (register: string, theme: Theme): HTMLCanvasElement => paintHolding(register, theme).canvas;

function paintHolding(register: string, theme: Theme): CanvasRenderingContext2D {
  const pen = canvas(20, 20);
  pen.lineWidth = 1.8;
  pen.strokeStyle = theme === "dark" ? "#9fd8ff" : "#0b5c94";
  pen.fillStyle = ground(theme);
  if (register === "site") {
    pen.fillRect(4, 4, 12, 12);
    pen.strokeRect(4, 4, 12, 12);
    pen.fillStyle = pen.strokeStyle;
    pen.fillRect(8, 8, 4, 4);
  } else if (register === "unit") {
    pen.fillRect(2.5, 5, 15, 10);
    pen.strokeRect(2.5, 5, 15, 10);
    pen.beginPath();
    pen.moveTo(2.5, 5); pen.lineTo(17.5, 15); pen.moveTo(17.5, 5); pen.lineTo(2.5, 15);
    pen.lineWidth = 1;
    pen.stroke();
  } else {
    outline(pen, "diamond", 10, 5);
    pen.fill();
    pen.stroke();
  }
  return pen;
}

/** Crossing point: two posts and a gap, as on paper maps. */
export function drawCrossing(theme: Theme): ImageData {
  const pen = canvas(18, 18);
  pen.lineCap = "round";
  for (const [colour, width] of [[ground(theme), 5], [theme === "dark" ? "#e8edef" : "#2a363c", 2.2]] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(3, 4); pen.lineTo(7, 9); pen.lineTo(3, 14);
    pen.moveTo(15, 4); pen.lineTo(11, 9); pen.lineTo(15, 14);
    pen.stroke();
  }
  return pixels(pen);
}

/** Something that is there now: an arrow along its course, a dot that stands still, a drone; grey when that is old. */
export function drawUnit(form: string, look: string, theme: Theme): ImageData {
  const pen = canvas(24, 24);
  const dark = theme === "dark";
  pen.beginPath();
  if (form === "arrow") {
    pen.moveTo(12, 2.5); pen.lineTo(19, 20); pen.lineTo(12, 16); pen.lineTo(5, 20);
    pen.closePath();
  } else if (form === "drone") {
    pen.moveTo(12, 2.5); pen.lineTo(14, 9); pen.lineTo(22, 13); pen.lineTo(14, 14); pen.lineTo(13, 20); pen.lineTo(11, 20);
    pen.lineTo(10, 14); pen.lineTo(2, 13); pen.lineTo(10, 9);
    pen.closePath();
  } else pen.arc(12, 12, 6.5, 0, 2 * Math.PI);
  pen.fillStyle = look === "stale" ? (dark ? "#7d8990" : "#8d979c") : look === "own" ? (dark ? "#58c4ff" : "#0a6aa8") : dark ? "#e8edef" : "#4b565c";
  pen.fill();
  pen.lineWidth = 1.6;
  pen.strokeStyle = ground(theme);
  pen.stroke();
  return pixels(pen);
}

/** Where the reader has pointed for a report's place. */
export function drawPin(theme: Theme): ImageData {
  const pen = canvas(24, 32);
  pen.beginPath();
  pen.arc(12, 11, 8.5, Math.PI * 0.86, Math.PI * 0.14);
  pen.lineTo(12, 30);
  pen.closePath();
  pen.fillStyle = theme === "dark" ? "#ffd166" : "#c45100";
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = ground(theme);
  pen.stroke();
  pen.beginPath();
  pen.arc(12, 11, 3, 0, 2 * Math.PI);
  pen.fillStyle = ground(theme);
  pen.fill();
  return pixels(pen);
}

export function drawCount(count: number, theme: Theme): ImageData {
  const text = count > 99 ? "99+" : String(count);
  const width = 10 + text.length * 6;
  const pen = canvas(width + 2, 16);
  pen.beginPath();
  pen.roundRect(1, 1, width, 14, 7);
  pen.fillStyle = ink(theme);
  pen.fill();
  pen.fillStyle = ground(theme);
  pen.font = "700 10px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, width / 2 + 1, 8.5);
  return pixels(pen);
}

/** Text as a picture: the browser's own fonts shape Greek, Turkish or Arabic, and no glyph server is asked. */
export function drawLabel(text: string, strong: boolean, theme: Theme): ImageData {
  const font = `${strong ? "600 11.5px" : "500 10.5px"} system-ui, sans-serif`;
  const measure = canvas(1, 1);
  measure.font = font;
  const width = Math.min(measure.measureText(text).width + 8, 260);
  const pen = canvas(width, 18);
  pen.font = font;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = theme === "dark" ? "rgba(14,21,25,0.9)" : "rgba(255,255,255,0.92)";
  pen.strokeText(text, width / 2, 9.5, width - 6);
  pen.fillStyle = theme === "dark" ? (strong ? "#b9d3cb" : "#a9bac0") : (strong ? "#20443a" : "#43525a");
  pen.fillText(text, width / 2, 9.5, width - 6);
  return pixels(pen);
}
