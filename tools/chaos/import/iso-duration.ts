const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const SECONDS = [86_400, 3_600, 60, 1] as const;

/** The seconds of a duration in ISO 8601, such as `PT10M`; undefined for another text, and for one without any. */
export function isoSeconds(text: string): number | undefined {
  const parts = DURATION.exec(text)?.slice(1);
  if (!parts?.some((part) => part !== undefined)) return undefined;
  return parts.reduce((sum, part, at) => sum + Number(part ?? 0) * (SECONDS[at] ?? 0), 0);
}
