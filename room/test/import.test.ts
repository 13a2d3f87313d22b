/** Tables: a map made of choices, the questions that stay open, and the map as TOML. */
import { describe, expect, it } from "vitest";
import { parseRoute } from "../src/address";
import { choicesOf, constantsAsked, isAnswered, keyName, leavesOf, mapOf, usable, wordsToTell, type Choices, type Proposed, type Question } from "../src/import/map";
import { toToml } from "../src/import/toml";
import { registers } from "../src/registers";
import type { RegisterInfo } from "../src/register-types";

const report: RegisterInfo = registers.report;
const known = (): string[] => ["CFV-SAF", "CFV-IDF"];
const proposed: Proposed = {
  register: "report", key: "table:{no}:{day}", constants: {}, codes: { kind: { shots: "CFV-SAF" } },
  fields: { "happened_at.start": "day", "place.lat": "y", "place.lon": "x", kind: "what" },
};
const ask = (setting: string, choices: string[] = []): Question => ({ setting, sentence: `${setting}?`, choices });
const questions = [ask("dates.format", ["%d/%m/%Y", "%m/%d/%Y"]), ask("constants.place.prec", ["1", "2"]), ask("constants.source_kind"), ask("codes.kind.a. b"), ask("key")];
const choices = (part: Partial<Choices> = {}): Choices => ({ ...choicesOf(proposed, questions, "posts"), ...part });
const open = (given: Choices): string[] => questions.filter((each) => !isAnswered(each, given, report)).map((each) => each.setting);

describe("choices", () => {
  it("begin as what was proposed, with every question open", () => {
    expect(choices().paths).toEqual({ day: "happened_at.start", y: "place.lat", x: "place.lon", what: "kind" });
    expect(choices().key).toEqual(["no", "day"]);
    expect(open(choices())).toEqual(questions.map((each) => each.setting));
  });
  it("answer questions one by one", () => {
    const all = choices({ dates: "%d/%m/%Y", keyAgreed: true, constants: { "place.prec": "2", source_kind: "media" }, codes: { kind: { shots: "CFV-SAF", "a. b": "" } } });
    expect(open(all)).toEqual([]);
    expect(open({ ...all, dates: null })).toEqual(["dates.format"]);
    expect(open({ ...all, key: [] })).toEqual(["key"]);
    // a column in place of the constant answers as well, and a column that is kept as received asks nothing
    expect(open({ ...all, constants: { "place.prec": "2" }, paths: { ...all.paths, who: "source_kind" } })).toEqual([]);
    expect(open({ ...all, codes: {}, paths: { ...all.paths, what: "" } })).toEqual([]);
  });
  it("ask for a moment where no column gives one", () => {
    const bare = choices({ paths: {} });
    expect(isAnswered(ask("fields", ["day"]), bare, report)).toBe(false);
    expect(isAnswered(ask("fields", ["day"]), choices(), report)).toBe(true);
    expect(constantsAsked(bare, report)).toEqual(["happened_at.start", "source_kind"]);
    expect(constantsAsked(choices(), report)).toEqual(["source_kind", "place.prec"]);
    expect(constantsAsked(choices({ paths: {} }), registers.incident as RegisterInfo)).toContain("place.lat");
  });
  it("become a map", () => {
    const map = mapOf(choices({ dates: "%d/%m/%Y", constants: { "place.prec": "2", source_kind: "media", account: " " }, codes: { kind: { shots: "CFV-SAF", odd: "" } } }),
      report, known, { what: ["shots", "CFV-IDF", "odd"] });
    expect(map).toEqual({
      register: "report", key: "posts:{no}:{day}", dates: { format: "%d/%m/%Y" }, constants: { "place.prec": 2, source_kind: "media" },
      fields: proposed.fields, codes: { kind: { shots: "CFV-SAF", "CFV-IDF": "CFV-IDF", odd: "" } },
    });
  });
  it("split what may be said several times, and translate nothing where all are codes", () => {
    const map = mapOf(choices({ paths: { more: "perceived", what: "kind" }, codes: {} }), report, known, { what: ["CFV-SAF"] });
    expect(map.fields).toEqual({ perceived: { column: "more", split: ";" }, kind: "what" });
    expect(map.codes).toBeUndefined();
    expect(wordsToTell(choices({ codes: {} }), "kind", ["CFV-SAF"], known())).toEqual([]);
  });
});

it("every path of every register is named once", () => {
  for (const register of Object.values(registers) as RegisterInfo[]) {
    const paths = leavesOf(register).map((leaf) => leaf.path);
    expect(new Set(paths).size).toBe(paths.length);
  }
  expect(leavesOf(report).map((leaf) => leaf.path)).toEqual(expect.arrayContaining(["happened_at.start", "place.prec", "deaths.best", "kind"]));
});
it("of two columns with one name the first is read", () => {
  expect(usable(["a", "A", "", "b"])).toEqual([true, false, false, true]);
});
it("a series of files has one name", () => {
  expect(keyName("Posts_2026-03-31.csv")).toBe("posts");
  expect(keyName("2026.xlsx")).toBe("table");
  expect(keyName("Φυλάκια-2.csv")).toBe("φυλάκια");
});
it("the page has an address of its own", () => {
  expect(parseRoute("#/import")).toEqual({ page: "import", token: "" });
  expect(parseRoute("#/import/0a")).toEqual({ page: "import", token: "0a" });
});

describe("TOML", () => {
  it("writes a map as the command line reads it", () => {
    expect(toToml({
      register: "report", key: "p:{id}", dates: { format: "%d/%m/%Y" }, constants: { source_kind: "media", "place.prec": 2, ok: true },
      fields: { "happened_at.start": "day", perceived: { column: "a \"b\"", split: ";" } }, codes: { kind: { "shots, far": "CFV-SAF", "": "" } },
    })).toBe(`register = "report"
key = "p:{id}"

[dates]
format = "%d/%m/%Y"

[constants]
source_kind = "media"
"place.prec" = 2
ok = true

[fields]
"happened_at.start" = "day"
perceived = { column = "a \\"b\\"", split = ";" }

[codes.kind]
"shots, far" = "CFV-SAF"
"" = ""
`);
  });
  it("escapes what TOML does not take as it is", () => {
    expect(toToml({ a: "x\n\u007f\\\ud800", b: ["1", "2"], c: undefined })).toBe('a = "x\\n\\u007f\\\\\ufffd"\nb = ["1", "2"]\n');
  });
});
