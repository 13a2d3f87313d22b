/** Calls about alerts, and what they answer. */
import { address, call } from "../api";
import type { Moment, Values } from "../contract";

export interface AlertNow {
  ref: string;
  version: number;
  state: string;
  recorded_at?: string;
  values: Values & { degree?: string; text?: string; exercise?: boolean; expires?: Moment; info?: { language: string; headline: string }[] };
  released_at: string | null;
  escalates_at: string | null;
  /** How many messages stand in which state. */
  counts: Record<string, number>;
}
export interface Message {
  recipient: string;
  channel: string;
  step: string;
  language: string;
  audience: string;
  state: string;
  attempts: number;
  receipt: string | null;
  reason: string | null;
  at: string;
  acknowledged_at: string | null;
}
export interface AlertWhole extends AlertNow {
  now: string;
  told: Message[];
  acknowledged: number;
  not_acknowledged: string[];
}
export interface Rule {
  name: string;
  approved_by: string;
  approved_on: string;
  expires_on: string;
  holds: boolean;
  register: string;
  codes: string[];
  zone: string | null;
  degree: string;
  to: string[];
  exercise: boolean;
  languages: string[];
}
export interface Alerts {
  now: string;
  alerts: AlertNow[];
  rules?: Rule[];
  channels?: string[];
}
export interface Preview {
  language: string;
  exercise: boolean;
  email: { subject: string; text: string };
  sms: { text: string; parts: number; letters: number };
  matrix: { text: string };
  cap: string;
}
export const open: readonly string[] = ["raised", "released", "escalated", "acknowledged"];
const body = async <T>(asked: Promise<{ body: T }>): Promise<T> => (await asked).body;
const part = encodeURIComponent;
export const fetchAlerts = (): Promise<Alerts> => body(call(address("alerts")));
export const fetchAlert = (ref: string): Promise<AlertWhole> => body(call(address(`alerts/${part(ref)}`)));
export const fetchPreview = (ref: string, audience: string, language: string): Promise<Preview> =>
  body(call(address(`alerts/${part(ref)}/preview`, { for: audience, language })));
export const capAddress = (ref: string): string => address(`alerts/${part(ref)}.cap`);
export const feedAddress = (): string => address("alerts/cap.atom");
