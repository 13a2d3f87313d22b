import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

// The page is built into the Python package, which serves it as static files.
export default defineConfig({
  plugins: [vue()],
  base: "./",
  build: {
    outDir: "../src/greenline/page",
    emptyOutDir: true,
    target: "es2022",
    // What is bundled keeps its authors' notices.
    license: { fileName: "licences.md" },
    // A strict content policy forbids inline data scripts; small icons may stay inline.
    assetsInlineLimit: 2048,
    // The guests' page is an entry of its own: a phone on a slow link fetches nothing of the room.
    rollupOptions: { input: { index: "index.html", thread: "thread.html" } },
    // MapLibre is a megabyte by itself and loads in a chunk of its own.
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: "es" },
  server: { proxy: { "/api": process.env.GREENLINE_API ?? "http://127.0.0.1:8000" } },
});
