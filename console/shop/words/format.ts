import type { Language } from './language.ts';

/** `₩36,000` */
export const won = (language: Language, amount: number): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency: 'KRW' }).format(amount);

/** Day and time of an instant, in the user's time zone. */
export const moment = (language: Language, instant: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

/** `0.3 s` */
export const seconds = (language: Language, ms: number): string =>
  new Intl.NumberFormat(language, {
    ...{ style: 'unit', unit: 'second', minimumFractionDigits: 1, maximumFractionDigits: 1 },
  }).format(ms / 1_000);
