import { expect, it } from "vitest";
import { differences, isAsked, prune } from "../src/form/values";
import { declaredPath, firstSteps, indexedPath, isKnown, sortFields, stepsFrom, walked } from "../src/record/fields";
import type { FieldInfo, RegisterInfo } from "../src/register-types";

const field = (name: string, part: Partial<FieldInfo> = {}): FieldInfo =>
  ({ path: name, name, kind: "line", question: name, hint: "", required: false, repeats: false, ...part });
const fields = [
  field("title"),
  field("bearing_deg", { kind: "number" }),
  field("bearing_error_deg", { kind: "number", when: { field: "bearing_deg", is: [] } }),
  field("deaths", { kind: "group", fields: [field("low", { kind: "count" }), field("best", { kind: "count" })] }),
  field("parties", { kind: "group", repeats: true, fields: [field("actor"), field("role")] }),
];

it("sends only what was answered and is asked", () => {
  expect(prune({ title: "  x ", bearing_error_deg: 5, deaths: { low: undefined, best: 0 }, parties: [{}, { actor: "NG" }] }, fields))
    .toEqual({ title: "x", deaths: { best: 0 }, parties: [{ actor: "NG" }] });
  expect(prune({ title: "", deaths: {}, parties: [] }, fields)).toEqual({});
});
it("asks a question only when it applies", () => {
  expect(isAsked(fields[2]!, {})).toBe(false);
  expect(isAsked(fields[2]!, { bearing_deg: 0 })).toBe(true);
  const chosen = field("x", { when: { field: "kind", is: ["a"] } });
  expect(isAsked(chosen, { kind: "b" })).toBe(false);
  expect(isAsked(chosen, { kind: ["b", "a"] })).toBe(true);
});
it("amends by what changed, and says what is unknown again", () => {
  expect(differences({ title: "x", deaths: { low: 1, best: 2 } }, { deaths: { best: 2, low: 1 }, bearing_deg: 3 }, fields))
    .toEqual({ title: null, bearing_deg: 3 });
});
it("knows zero and no from unknown", () => {
  expect([0, false, "", null, undefined, [], {}, { a: null }].map(isKnown)).toEqual([true, true, false, false, false, false, false, false]);
});
it("spells paths one way", () => {
  expect(declaredPath("parties[0].actor")).toBe("parties[].actor");
  expect(declaredPath("parties.0.actor")).toBe("parties[].actor");
  expect(indexedPath("parties.0.actor")).toBe("parties[0].actor");
});

const register: RegisterInfo = {
  name: "incident", prefix: "INC", about: "", states: ["registered", "triaged"], fields,
  steps: [
    { name: "open", from: [], to: "registered", by: ["desk"], needs: [] },
    { name: "triage", from: ["registered"], to: "triaged", by: ["desk", "verifier"], needs: [] },
  ],
};
it("offers a role its steps and no others", () => {
  expect(firstSteps(register, ["desk"]).map((step) => step.name)).toEqual(["open"]);
  expect(firstSteps(register, ["verifier"])).toEqual([]);
  expect(stepsFrom(register, "registered", ["observer", "verifier"]).map((step) => step.name)).toEqual(["triage"]);
  expect(stepsFrom(register, "registered", [])).toEqual([]);
});
it("parts what is known from what is not", () => {
  const { known, unknown } = sortFields(register, { title: "x", deaths: {} });
  expect(known.map((each) => each.name)).toEqual(["title"]);
  expect(unknown).toHaveLength(4);
  expect(walked(["a", "a", "b", "a"])).toEqual(["a", "b", "a"]);
});
