import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const accent: MantineColorsTuple = [
  "#eef0fc",
  "#dde1f9",
  "#b9c0f3",
  "#a2abf6",
  "#8b95f5",
  "#6b77e2",
  "#4f5bd5",
  "#444fc2",
  "#3c46ad",
  "#343d97",
];

/** The component library in Rapport's clothes; the colours themselves are in tokens.css. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  fontSizes: { xs: "12px", sm: "12.5px", md: "13.5px", lg: "15px", xl: "16px" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.45", xl: "1.4" },
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "1.3" },
      h2: { fontSize: "16px", lineHeight: "1.35" },
      h3: { fontSize: "13.5px", lineHeight: "1.4" },
    },
  },
  radius: { xs: "4px", sm: "5px", md: "7px", lg: "9px", xl: "14px" },
  defaultRadius: "md",
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  shadows: { xs: "none", sm: "none", md: "var(--float)", lg: "var(--float)", xl: "var(--float)" },
  colors: { accent },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    Button: { defaultProps: { size: "sm", variant: "default" } },
    ActionIcon: { defaultProps: { variant: "subtle", size: 26 } },
    TextInput: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm" } },
    Popover: { defaultProps: { shadow: "md", transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 80 }, position: "bottom-start" } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, transitionProps: { duration: 80 } } },
    Modal: {
      defaultProps: {
        radius: "lg",
        transitionProps: { duration: 100 },
        overlayProps: { color: "#14141a", backgroundOpacity: 0.3 },
      },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
  },
});

const shared = {
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-body": "var(--page)",
  "--mantine-color-dimmed": "var(--ink-3)",
  "--mantine-color-placeholder": "var(--ink-3)",
  "--mantine-color-default": "var(--raised)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line)",
  "--mantine-color-anchor": "var(--accent-ink)",
  "--mantine-color-error": "var(--late)",
  "--mantine-color-disabled": "var(--hover)",
  "--mantine-color-disabled-color": "var(--ink-3)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-primary-color-filled": "var(--accent)",
  "--mantine-primary-color-filled-hover": "var(--accent-hover)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
};

export const variables: CSSVariablesResolver = () => ({
  variables: { "--mantine-line-height": "1.45" },
  light: shared,
  dark: shared,
});
