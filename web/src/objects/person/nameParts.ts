/** "Mira van der Kohl" as a first and a last name; one word alone is the last name. An address is an email. */
export function nameParts(typed: string): Record<string, string> {
  const name = typed.trim();
  if (name.includes("@")) return { email: name };
  const [first = "", ...rest] = name.split(/\s+/);
  return rest.length ? { first_name: first, last_name: rest.join(" ") } : { last_name: first };
}
