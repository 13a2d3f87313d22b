import "maplibre-gl/dist/maplibre-gl.css";
import "./look/tokens.css";
import "./look/frame.css";
import "./look/parts.css";
import "./look/map.css";
import "./look/record.css";
import "./look/form.css";
import "./look/import.css";
import "./look/keeping.css";
import "./look/door.css";
import "./look/duties.css";
import "./look/mandate.css";
import "./look/protection.css";
import "./look/threads.css";
import "./theme";
import { createApp } from "vue";
import App from "./App.vue";

createApp(App).mount("#room");
