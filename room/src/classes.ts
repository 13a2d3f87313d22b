/** Colour, letters and outline of each incident class. Colour never speaks alone: letters and shape say the same. */

export type Shape = "disc" | "hexagon" | "diamond" | "shield";
export interface ClassLook {
  colour: string;
  letters: string;
  shape: Shape;
}

// Hues by Okabe and Ito, and Tol's muted set where eight are not enough: told apart with any colour vision.
const looks: Record<string, ClassLook> = {
  CFV: { colour: "#e8a020", letters: "CF", shape: "disc" },
  CMB: { colour: "#d55e00", letters: "CM", shape: "disc" },
  CIV: { colour: "#c8447f", letters: "CI", shape: "disc" },
  SGB: { colour: "#aa4499", letters: "SG", shape: "disc" },
  MRM: { colour: "#882255", letters: "MR", shape: "disc" },
  APK: { colour: "#3f8fd6", letters: "PK", shape: "disc" },
  AHW: { colour: "#56b4e9", letters: "AW", shape: "disc" },
  TER: { colour: "#8f3b1b", letters: "TE", shape: "disc" },
  ICV: { colour: "#b3633c", letters: "IC", shape: "disc" },
  FOM: { colour: "#7e6ad1", letters: "FM", shape: "shield" },
  CRM: { colour: "#7d7a3c", letters: "CR", shape: "shield" },
  CUN: { colour: "#cc79a7", letters: "CU", shape: "shield" },
  CDC: { colour: "#6b5b95", letters: "CD", shape: "shield" },
  DSP: { colour: "#4477aa", letters: "DS", shape: "hexagon" },
  EXR: { colour: "#a8882c", letters: "EX", shape: "hexagon" },
  NAT: { colour: "#5f8f3e", letters: "NA", shape: "hexagon" },
  ACC: { colour: "#7a8a94", letters: "AC", shape: "hexagon" },
  POS: { colour: "#1fa67a", letters: "PO", shape: "diamond" },
  CTX: { colour: "#8c99a1", letters: "CT", shape: "diamond" },
};
const plainLook: ClassLook = { colour: "#8c99a1", letters: "??", shape: "disc" };

/** `CFV-SAF` belongs to class `CFV`. */
export const classOf = (kind: string | null | undefined): string => kind?.split("-", 1)[0] ?? "";
export const lookOf = (incidentClass: string): ClassLook => looks[incidentClass] ?? plainLook;
export const classCodes = Object.keys(looks);
