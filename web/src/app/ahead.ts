export const loadList = () => import("@/screens/object/ObjectScreen");
export const loadRecord = () => import("@/screens/record/RecordScreen");

export const loadSettings = () => import("@/screens/settings/SettingsScreen");

/** The code of the screen at an address. */
export function aheadOf(pathname: string): Promise<unknown> {
  const [, first, second] = pathname.split("/");
  if (first === "settings") return loadSettings();
  return second ? loadRecord() : loadList();
}
