import * as z from 'zod';

const ALLOWED = 'how long ago (90s, 3m), or a time with its zone such as 2030-01-31T12:00:00Z';
const UNIT_MS = { s: 1_000, m: 60_000 } as const;

/** An instant as text, in milliseconds since 1970. */
export const instant = z.string().transform((text, { addIssue }) => {
  const [, count, unit] = /^(\d{1,5})(s|m)$/.exec(text) ?? [];
  if (unit === 's' || unit === 'm') return Date.now() - Number(count) * UNIT_MS[unit];
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return Date.parse(text);
  addIssue({ code: 'custom', message: ALLOWED, input: text });
  return z.NEVER;
});
