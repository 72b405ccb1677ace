const MICROS_PER_MS = 1_000;
const MS_PER_SECOND = 1_000;
const SECONDS_PER_MINUTE = 60;

/** Formats a duration: `42 µs`, `0.42 ms`, `4.2 ms`, `120 ms`, `1.20 s`, `2 min 5 s`. */
export function formatMs(ms: number): string {
  if (ms < 0.1) return `${(ms * MICROS_PER_MS).toFixed(0)} µs`;
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < MS_PER_SECOND) return `${ms.toFixed(0)} ms`;
  const seconds = ms / MS_PER_SECOND;
  if (seconds < SECONDS_PER_MINUTE) return `${seconds.toFixed(2)} s`;
  return `${Math.floor(seconds / SECONDS_PER_MINUTE)} min ${Math.round(seconds % SECONDS_PER_MINUTE)} s`;
}

/** Formats a time in this machine's time zone, such as `21:04:33.120`. */
export function formatTime(epochMs: number): string {
  const date = new Date(epochMs);
  if (Number.isNaN(date.getTime())) return '';
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const KNOWN: Readonly<Record<string, number>> = { order: 0, restaurant: 1, user: 2, client: 3 };
const COLOURS = 6;

/** Returns the CSS class with the colour of a service. The same name always gets the same colour. */
export function colourOf(service: string): string {
  if (service === 'engine') return 'engine';
  const known = Object.hasOwn(KNOWN, service) ? KNOWN[service] : undefined;
  if (known !== undefined) return `c${known}`;
  let hash = 0;
  for (const character of service) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return `c${hash % COLOURS}`;
}

/** Title of a trace: the name of its root span, without the gateway's prefix. */
export const titleOf = (name: string): string => name.replace(/^gateway /, '') || '(no name)';
