/** Who is signed in, and whether the door is shut: then the page shows the way in and nothing else. */
import { ref, shallowRef } from "vue";
import { atTheDoor, fetchSession, type Session } from "../api";

/** What is needed to go on: nothing, signing in, or a password of one's own. */
export type Needs = "sign_in" | "password" | null;
export const needs = ref<Needs>(null);
export const session = shallowRef<Session | null>(null);

atTheDoor.shut = (what) => {
  needs.value = what;
};

/** Ask who we are; also tells whether a stream ended because the session did. */
export async function learn(): Promise<void> {
  const told = await fetchSession().catch(() => null);
  if (!told) return;
  session.value = told;
  if (told.signed_in) needs.value = told.must_change ? "password" : null;
}
