/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The Host header stays the browser's own, or the back end would take every write for a foreign one.
const backEnd = { target: process.env.RAPPORT_URL ?? "http://127.0.0.1:8000", changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { outDir: "dist", manifest: true, sourcemap: false, target: "es2022" },
  server: {
    host: "127.0.0.1",
    port: Number(process.env.RAPPORT_WEB_PORT ?? 5173),
    proxy: { "/api": backEnd, "/_allauth": backEnd, "^/sso/": backEnd },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
    restoreMocks: true,
    unstubGlobals: true,
    // Reading all sources takes seconds on a busy machine.
    testTimeout: 60_000,
    css: false,
  },
});
