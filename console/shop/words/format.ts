import type { Language } from './language.ts';

/** `₩36,000` */
export const won = (language: Language, amount: number): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency: 'KRW' }).format(amount);

/** Day and time of an instant, in the user's time zone. */
export const moment = (language: Language, instant: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

const MS_PER_SECOND = 1_000;

/** `41 ms`, `1.3 sec` */
export const duration = (language: Language, ms: number): string =>
  Math.round(ms) < MS_PER_SECOND
    ? inUnit(language, Math.round(ms), 'millisecond', 0)
    : inUnit(language, ms / MS_PER_SECOND, 'second', 1);

const inUnit = (language: Language, amount: number, unit: string, digits: number): string =>
  new Intl.NumberFormat(language, {
    ...{ style: 'unit', unit, minimumFractionDigits: digits, maximumFractionDigits: digits },
  }).format(amount);

/** `99,999` */
export const count = (language: Language, amount: number): string =>
  new Intl.NumberFormat(language).format(amount);
