import "@fontsource-variable/inter";
import "@mantine/core/styles.layer.css";
import "./tokens.css";
import "./controls.css";
import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { theme, variables } from "./theme";

interface ThemeProviderProps {
  children: ReactNode;
  /** `test` leaves out transitions, whose end a test's document never reports. */
  env?: "default" | "test";
}

export function ThemeProvider({ children, env }: ThemeProviderProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" env={env}>
      {children}
    </MantineProvider>
  );
}
