/** A hue from 0 to 359 that stays the same for the same id. */
export function hueOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  return (((hash % 24) + 24) % 24) * 15;
}

/** "Mira Kohl" gives "MK", "Northwind" gives "N". */
export function initialsOf(name: string, most = 2): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words
    .slice(0, most)
    .map((word) => [...word].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? "")
    .join("")
    .toUpperCase();
}
