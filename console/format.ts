const MS_PER_SECOND = 1_000;
const SECONDS_PER_MINUTE = 60;

/** `0`, `0.4`, `12.3`, `1,234`: three figures, and one decimal at most. */
export const shownNumber = (value: number): string =>
  value >= 100 || Number.isInteger(value)
    ? Math.round(value).toLocaleString('en')
    : value.toLocaleString('en', { maximumFractionDigits: 1 });

/** `2.3 ms`, `48 ms`, `1.2 s`. */
export const shownMs = (ms: number): string =>
  ms >= MS_PER_SECOND ? `${shownNumber(ms / MS_PER_SECOND)} s` : `${shownNumber(ms)} ms`;

/** `+2.3 ms`, `−48 ms`; `0 ms` where the figure would be nothing but zeros. */
export function shownMsMore(ms: number): string {
  const text = shownMs(Math.abs(ms));
  return /^[0.]+ ms$/.test(text) ? '0 ms' : `${ms < 0 ? '−' : '+'}${text}`;
}

/** `0:07`, `14:59`, `1:00:00`. */
export function shownCountdown(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / MS_PER_SECOND));
  const [minutes, seconds] = [Math.floor(s / SECONDS_PER_MINUTE), s % SECONDS_PER_MINUTE];
  const two = (value: number): string => String(value).padStart(2, '0');
  if (minutes < SECONDS_PER_MINUTE) return `${minutes}:${two(seconds)}`;
  return `${Math.floor(minutes / SECONDS_PER_MINUTE)}:${two(minutes % SECONDS_PER_MINUTE)}:${two(seconds)}`;
}

/** `14:03:22`, by the clock of this machine. */
export const shownTime = (ms: number): string => new Date(ms).toTimeString().slice(0, 8);
