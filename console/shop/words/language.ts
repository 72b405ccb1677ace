export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

const isLanguage = (text: string | undefined): text is Language =>
  (LANGUAGES as readonly (string | undefined)[]).includes(text);

/**
 * In order: the language that the address asks for, the one that the user chose, the first of the browser's that the shop speaks, English.
 * @param browser such as `['ko-KR', 'en']`
 */
export function preferredLanguage(
  asked: string | undefined,
  chosen: string | undefined,
  browser: readonly string[],
): Language {
  if (isLanguage(asked)) return asked;
  if (isLanguage(chosen)) return chosen;
  return browser.map((tag) => tag.split('-', 1)[0]?.toLowerCase()).find(isLanguage) ?? 'en';
}
