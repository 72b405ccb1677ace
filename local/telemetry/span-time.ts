const NANOS_PER_MS = 1e6;
const MS_PER_SECOND = 1_000;
const THOUSAND = 1_000;
const DIGITS = 3;
/** `000` to `999`: making a number of 19 digits into text for each span would cost more than all the rest of it. */
const threeDigits = Array.from({ length: THOUSAND }, (_, value) => String(value).padStart(DIGITS, '0'));

let lastSecond = -1;
let lastText = '';

/** Nanoseconds since 1970. `epochMs` is whole; `offsetMs` is not, nor below 0. */
export function nanos(epochMs: number, offsetMs: number): string {
  const offset = Math.round(offsetMs * NANOS_PER_MS);
  const offsetWholeMs = Math.floor(offset / NANOS_PER_MS);
  const ns = offset - offsetWholeMs * NANOS_PER_MS;
  const ms = epochMs + offsetWholeMs;
  const second = Math.floor(ms / MS_PER_SECOND);
  if (second !== lastSecond) {
    lastSecond = second;
    lastText = String(second);
  }
  return (
    `${lastText}${threeDigits[ms - second * MS_PER_SECOND]}` +
    `${threeDigits[Math.floor(ns / THOUSAND)]}${threeDigits[ns % THOUSAND]}`
  );
}
