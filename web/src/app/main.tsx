import "@/lib/arrival";
import "@/objects";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { proveByDialog } from "@/features/proof/asked";
import { resumeViewing } from "@/records/viewing";
import { App } from "./App";
import { resumeWorkspace } from "./workspace";

resumeWorkspace();
resumeViewing();
proveByDialog();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
