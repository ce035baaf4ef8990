/** The wall clock of a moment in a time zone, as `2026-12-01T09:30`. */
export function toWallClock(moment: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).formatToParts(new Date(moment));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** The moment at which a clock in the time zone shows this, as `2026-12-01T08:30:00Z`. */
export function fromWallClock(wall: string, timeZone: string): string {
  const asUtc = Date.parse(`${wall}:00Z`);
  let guess = asUtc;
  // Twice, because the offset at the guess differs from the offset at the answer near a clock change.
  for (let round = 0; round < 2; round += 1) {
    const shown = Date.parse(`${toWallClock(new Date(guess).toISOString(), timeZone)}:00Z`);
    guess += asUtc - shown;
  }
  return new Date(guess).toISOString().replace(".000Z", "Z");
}
