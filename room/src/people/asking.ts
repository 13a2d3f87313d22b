/** One question at a time to the server, with what it refused. */
import { reactive } from "vue";
import { Refusal } from "../api";
import { say } from "../words";

export interface Asking {
  busy: boolean;
  problem: string;
  issues: Record<string, string>;
  /** The answer, or null when it was refused; then `problem` and `issues` say why. */
  ask<T>(question: () => Promise<T>): Promise<T | null>;
}

export function useAsking(): Asking {
  const state: Asking = reactive({
    busy: false,
    problem: "",
    issues: {},
    async ask<T>(question: () => Promise<T>): Promise<T | null> {
      if (state.busy) return null;
      Object.assign(state, { busy: true, problem: "", issues: {} });
      try {
        return await question();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        state.problem = error.status ? error.message : say("no_answer");
        state.issues = Object.fromEntries((error.body.issues ?? []).map((issue) => [issue.field, issue.sentence]));
        return null;
      } finally {
        state.busy = false;
      }
    },
  });
  return state;
}
