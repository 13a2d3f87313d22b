/** What is asked when a line becomes something else: only what the line itself cannot tell. Pure. */
import type { LineAct } from "../duties/wire";
import type { FieldInfo, RegisterInfo } from "../register-types";

/** The server takes these from the line. */
const told: Record<LineAct, readonly string[]> = {
  report: ["happened_at", "account", "text", "source"],
  alert: ["at", "text", "place", "duty"],
  task: [],
};
const asked: Record<LineAct, readonly string[]> = { report: ["place", "kind"], alert: ["degree", "audience"], task: ["task", "task_for", "task_due"] };

export function questionsOf(act: LineAct, registerOf: (name: string) => RegisterInfo | undefined): FieldInfo[] {
  const fields = registerOf(act === "task" ? "duty" : act)?.fields ?? [];
  return fields.filter((field) => asked[act].includes(field.name) || (act !== "task" && field.required && !told[act].includes(field.name)));
}
