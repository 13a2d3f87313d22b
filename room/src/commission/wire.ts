/** Calls about the joint commission, and what they answer. */
import { address, asJson, call } from "../api";
import type { Moment, RecordNow, Values } from "../contract";

export type Answered = "met" | "not_met" | "unknown" | "breached";
export interface Recurrence {
  times: number;
  since: string | null;
  outcomes: Record<string, number>;
  last: string | null;
}
export interface Waiting {
  group: "pressing" | "case" | "commitment" | "notification" | "back" | "provision";
  register: string | null;
  /** A ref, or the words of an item without a record. */
  about: string;
  title: string | null;
  state: string;
  since: string | null;
  holder: string | null;
  due_at: string | null;
  overdue: boolean;
  sides_know: boolean;
  recurrence: Recurrence;
}
export interface Side {
  actor: string;
  needed: number | null;
  there: number | null;
  answer: Answered;
}
export interface Session {
  ref: string;
  version: number;
  state: string;
  values: Values;
  quorum: { answer: Answered; sides: Side[] };
}
export interface Promised {
  ref: string;
  state: string;
  standing: string;
  overdue: boolean;
  values: Values;
}
export interface Body {
  body: string;
  name: Record<string, string>;
  sides: { code: string; name: Record<string, string>; seats: number | null }[];
  quorum: Record<string, Record<string, number>>;
  chair_next: string | null;
  regular_due: string | null;
}
export interface Notice {
  ref: string;
  version: number;
  state: string;
  held_state: string;
  actor: string | null;
  activity: string | null;
  starts: Moment;
  clause: string | null;
  lead: { least_h: number; most_h: number; needed_h: number | null; answer: Answered; short_h: number | null };
  acknowledged_at: string | null;
  acknowledged_by: string | null;
}
export interface Share {
  theme: string;
  scored: number;
  unscored: number;
  percent: number | null;
}
export interface Commission {
  now: string;
  bodies: Body[];
  next: Session[];
  sat: Session[];
  docket: { items: Waiting[] };
  commitments: Promised[];
  scores: { version: string; themes: Share[] }[];
  hotline: { weeks: { week: string; calls: number }[]; last: RecordNow[] } | null;
  notifications: Notice[];
}
export interface Paper {
  version: number;
  file: string;
}
export interface Item {
  words: string;
  outcome?: string | null;
  decision?: string | null;
  [about: string]: string | null | undefined;
}
export interface Dissent {
  item: number;
  actor: string;
  words: string;
}

const part = encodeURIComponent;
export const fetchCommission = async (body: string): Promise<Commission> => (await call<Commission>(address("commission", { body }))).body;
export interface SessionNow extends Session {
  commitments: Promised[];
  seats: string[];
  now: string;
}
export const fetchMeeting = async (ref: string): Promise<SessionNow> =>
  (await call<SessionNow>(address(`commission/meeting/${part(ref)}`))).body;
export const issueMinutes = async (ref: string, key: string): Promise<Paper & { again: boolean }> =>
  (await call<Paper & { again: boolean }>(address(`commission/minutes/${part(ref)}`), asJson({ key }))).body;
export const minutesAddress = (ref: string, version: number, note: string | null): string =>
  address(`commission/minutes/${part(ref)}/paper`, { version, note });
