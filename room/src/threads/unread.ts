/** How many lines the reader has not read in threads that name them; the stream tells, and who else is told nothing. */
import { ref } from "vue";

export const unread = ref(0);
/** Counts up with each piece of news, so that a page asks anew. */
export const talked = ref(0);

export function takeNews(news: { unread: number }): void {
  unread.value = news.unread;
  talked.value += 1;
}
