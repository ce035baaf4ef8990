/** An address of this app to go to after sign-in; anything that could lead elsewhere becomes the start. */
export function inside(next: string | undefined): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.includes("\\")) return "/";
  const { origin, pathname, search, hash } = new URL(next, location.origin);
  // `/.//` becomes `//`, after which a host stands.
  const leaves = origin !== location.origin || pathname.startsWith("//");
  return leaves || pathname.startsWith("/sign-in") ? "/" : `${pathname}${search}${hash}`;
}
