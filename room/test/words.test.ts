import { expect, it } from "vitest";
import ar from "../src/words/ar.json";
import el from "../src/words/el.json";
import en from "../src/words/en.json";
import fr from "../src/words/fr.json";
import tr from "../src/words/tr.json";

const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();

it.each(Object.entries({ ar, el, fr, tr }))("%s has no key of its own and fills the same blanks as English", (_name, catalogue) => {
  for (const [key, text] of Object.entries(catalogue)) {
    expect(en).toHaveProperty(key);
    expect(blanks(text)).toEqual(blanks(en[key as keyof typeof en]));
  }
});
