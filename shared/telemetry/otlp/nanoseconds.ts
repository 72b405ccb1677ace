const NANOS_PER_MS = 1e6;
const NANOS_PER_SECOND = 1e9;
const MS_PER_SECOND = 1_000;
const THOUSAND = 1_000;
const MILLION = 1e6;
const DIGITS = 3;
/** `000` to `999`: a table, because formatting a number of 19 digits costs more than the rest of a span. */
const threeDigits = Array.from({ length: THOUSAND }, (_, value) => String(value).padStart(DIGITS, '0'));

let lastSecond = -1;
let lastText = '';

/** Writes nanoseconds since 1970. `epochMs` is whole; `offsetMs` may have a fraction and is at least 0. */
export function nanosOfMs(epochMs: number, offsetMs = 0): string {
  const offset = Math.round(offsetMs * NANOS_PER_MS);
  const offsetWholeMs = Math.floor(offset / NANOS_PER_MS);
  const ms = epochMs + offsetWholeMs;
  const second = Math.floor(ms / MS_PER_SECOND);
  return textOf(second, (ms - second * MS_PER_SECOND) * NANOS_PER_MS + offset - offsetWholeMs * NANOS_PER_MS);
}

/** Writes nanoseconds since 1970, from OpenTelemetry's pair of seconds and nanoseconds. */
export function nanosOfHrTime([seconds, nanoseconds]: readonly [number, number]): string {
  // The API rounds the nanoseconds, which may fill the second.
  return nanoseconds < NANOS_PER_SECOND
    ? textOf(seconds, nanoseconds)
    : textOf(seconds + 1, nanoseconds - NANOS_PER_SECOND);
}

/** Milliseconds from one time in nanoseconds to another. */
export const msBetween = (fromNanos: bigint | string, toNanos: bigint | string): number =>
  Number(BigInt(toNanos) - BigInt(fromNanos)) / NANOS_PER_MS;

function textOf(second: number, nanoseconds: number): string {
  if (second !== lastSecond) {
    lastSecond = second;
    lastText = String(second);
  }
  const [ms, rest] = [Math.floor(nanoseconds / MILLION), nanoseconds % MILLION];
  return `${lastText}${threeDigits[ms]}${threeDigits[Math.floor(rest / THOUSAND)]}${threeDigits[rest % THOUSAND]}`;
}
