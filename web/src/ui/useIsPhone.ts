import { useMediaQuery } from "@mantine/hooks";

/** Whether the phone's layout is drawn: one column, tab bar at the bottom. The same width stands in the style sheets. */
export function useIsPhone(): boolean {
  return (
    useMediaQuery("(max-width: 700px)", matchMedia("(max-width: 700px)").matches, { getInitialValueInEffect: false }) ??
    false
  );
}
