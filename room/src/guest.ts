/** The page of guests: their threads on a phone, and nothing of the room. */
import "./look/tokens.css";
import "./look/parts.css";
import "./look/threads.css";
import "./theme";
import { createApp } from "vue";
import GuestPage from "./threads/GuestPage.vue";

createApp(GuestPage).mount("#room");
