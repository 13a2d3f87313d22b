/** Calls about accounts, for administrators who are signed in. */
import { address, asJson, call } from "../api";

export interface Person {
  call_sign: string;
  roles: string[];
  /** `people.toml`: the mission's folder gives the roles, and only a change there takes them. */
  roles_from: "people.toml" | "account";
  audience: string | null;
  ways: ("password" | "code" | "oidc")[];
  must_change: boolean;
  disabled: boolean;
  /** Unix seconds. */
  made_at: number;
  signed_in_at: number | null;
}
export interface NewPerson {
  call_sign: string;
  roles: string[];
  audience: string | null;
  password: string;
}
export interface Token {
  id: string;
  name: string;
  scopes: string[];
  audience: string | null;
  device: boolean;
  made_at: number;
  until_at: number;
  seen_at: number | null;
}
export interface NewToken {
  name: string;
  scopes: string[];
  expires: string | null;
  device: boolean;
}

const at = (...parts: string[]): string => address(["people", ...parts.map(encodeURIComponent)].join("/"), { audience: null });
const ask = async <T>(url: string, init: RequestInit = {}): Promise<T> => (await call<T>(url, init)).body;

export const fetchPeople = async (): Promise<Person[]> => (await ask<{ people: Person[] }>(at())).people;
export const addPerson = (person: NewPerson): Promise<Person> => ask(at(), asJson(person));
export const changePerson = (sign: string, change: Partial<{ roles: string[]; audience: string | null; password: string; disabled: boolean; totp: null }>): Promise<Person> =>
  ask(at(sign), asJson(change));
export const endSessions = async (sign: string): Promise<number> => (await ask<{ ended: number }>(at(sign, "sessions"), { method: "DELETE" })).ended;
export const fetchTokens = async (sign: string): Promise<Token[]> => (await ask<{ tokens: Token[] }>(at(sign, "tokens"))).tokens;
/** The token itself is told this once. */
export const makeToken = (sign: string, token: NewToken): Promise<Token & { token: string }> => ask(at(sign, "tokens"), asJson(token));
export const takeBack = (sign: string, id: string): Promise<unknown> => ask(at(sign, "tokens", id), { method: "DELETE" });
