import { describe, expect, it } from "vitest";
import { parseRoute } from "../src/address";
import { audienceLabel, groupOf, grouped, tellSight } from "../src/audiences";
import type { History, Mission, Version } from "../src/contract";
import { exportQuestion, hasState } from "../src/export/question";
import { isFiles, partsOf, shortType, tellSize } from "../src/files/files";
import { noFilters } from "../src/filters";
import { erasable } from "../src/record/erasable";
import { registerOf } from "../src/record/fields";
import type { RegisterInfo } from "../src/register-types";

const register = (name: string): RegisterInfo => registerOf(name) as RegisterInfo;

describe("files", () => {
  it("finds groups of files by their kind alone", () => {
    const groups = register("report").fields.filter(isFiles).map((field) => field.name);
    expect(groups).toEqual(["attachments"]);
    expect(register("report").fields.some((field) => field.repeats && field.kind === "group" && !isFiles(field))).toBe(true);
  });
  it("tells sizes and types shortly", () => {
    expect(tellSize(480, "en")).toBe("480 byte");
    expect(tellSize(3_400_000, "en")).toBe("3.4 MB");
    expect(shortType({ name: "note.tar.gz" })).toBe("GZ");
    expect(shortType({ media: "application/vnd.oasis.opendocument.text" })).toBe("TEXT");
    expect(partsOf([{ file: "ab" }, {}, null])).toEqual([{ file: "ab" }]);
  });
});

describe("an export", () => {
  const asked = { ...noFilters(), text: " mine ", classes: ["CFV", "CMB"], state: "registered", party: "TCF", severity: 2, countryOnly: true, from: Date.UTC(2026, 0, 1), inView: true };
  it("asks what the list asks, and says what it cannot", () => {
    const { query, ignored } = exportQuestion(register("incident"), asked, [32, 34, 35, 36], 7);
    expect(query).toEqual({
      q: "mine", state: "registered", at: 7, bbox: "32.00000,34.00000,35.00000,36.00000", kind: "CFV,CMB", party: "TCF",
      since: "2026-01-01T00:00:00Z", until: null,
    });
    expect(ignored).toEqual(["severity_from", "country_only_filter"]);
  });
  it("leaves the filters of happenings out where the list does too", () => {
    const { query, ignored } = exportQuestion(register("site"), { ...asked, countryOnly: false, inView: false }, null, null);
    expect(query).toEqual({ q: "mine", state: "registered", at: null, bbox: null });
    expect(ignored).toEqual([]);
    expect(hasState(register("site"), "registered")).toBe(false);
    expect(hasState(register("incident"), "registered")).toBe(true);
  });
});

describe("what may be erased", () => {
  const version = (number: number, changes: Version["changes"], more: Partial<Version> = {}): Version =>
    ({ version: number, recorded_at: "2026-01-01T00:00:00Z", state: "registered", changes, ...more });
  const history: History = {
    ref: "INC-1", register: "incident", versions: [
      version(1, [{ path: "title", old: null, new: "A" }, { path: "deaths.best", old: null, new: 2 }, { path: "deaths.low", old: null, new: 1 }]),
      version(2, [{ path: "title", old: "A", new: null }, { path: "notes", old: null, new: null }], { reason: "because" }),
    ],
  };
  it("is every path that some version told, whole fields too, and the words of acts", () => {
    expect(erasable(history)).toEqual([
      { path: "title", value: undefined, whole: false, inner: false },
      { path: "deaths", whole: true, inner: false },
      { path: "deaths.best", value: 2, whole: false, inner: true },
      { path: "deaths.low", value: 1, whole: false, inner: true },
      { path: "@reason", whole: true, inner: false },
    ]);
  });
});

describe("audiences", () => {
  const mission = { parties: [{ code: "TSK", name: { en: "Turkish forces" }, kind: "state" }] } as unknown as Mission;
  it("are named and grouped", () => {
    expect(audienceLabel(mission, "party:TSK")).toBe("Turkish forces");
    expect(audienceLabel(mission, "party:XX")).toBe("XX");
    expect(audienceLabel(mission, "guarantor")).toBe("Guarantors");
    expect(groupOf("party:TSK")).toBe("beside");
    expect(grouped(["mission", "party:TSK", "public"]).map((part) => part.group)).toEqual(["inside", "beside", "outside"]);
    expect(grouped(["public"])).toHaveLength(1);
  });
  it("are told with what they see", () => {
    expect(tellSight({ level: "restricted", place: "10km", delay_d: 7, by_state: false }))
      .toBe("Open and restricted records. Places to 10 km at best. 7 days after it happened.");
    expect(tellSight(undefined)).toBe("");
  });
});

it("logs and people have addresses of their own", () => {
  expect(parseRoute("#/log")).toEqual({ page: "log", tab: "changes" });
  expect(parseRoute("#/log/access")).toEqual({ page: "log", tab: "access" });
  expect(parseRoute("#/people")).toEqual({ page: "people" });
});
