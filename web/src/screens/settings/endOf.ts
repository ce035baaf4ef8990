/** The moment at which something ends that lasts so many days from now; null for what lasts for ever. */
export function endOf(days: string, now: Date): string | null {
  return days ? new Date(now.getTime() + Number(days) * 86_400_000).toISOString() : null;
}
