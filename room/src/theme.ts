/** Dark or light, as the reader chose it or as the machine prefers. */
import { ref, watchEffect } from "vue";

export type Theme = "dark" | "light";
const stored = localStorage.getItem("greenline.theme");
const preferred: Theme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";

export const theme = ref<Theme>(stored === "dark" || stored === "light" ? stored : preferred);
watchEffect(() => {
  document.documentElement.dataset.theme = theme.value;
});

export function switchTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  localStorage.setItem("greenline.theme", theme.value);
}
