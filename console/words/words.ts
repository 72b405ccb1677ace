import { language } from '#console/state/page-state.ts';

/** The languages of the console. */
export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Words of one part of the page, in every language. A word that depends on a number is a function. */
export type Words<Table> = Readonly<Record<Language, Table>>;

/** Defines words: what English has, Korean has. */
export const defineWords = <Table extends object>(words: {
  readonly en: Table;
  readonly ko: NoInfer<Table>;
}) => words;

/** The words in the language that is shown. Components that read it are rendered again when the language changes. */
export const wordsOf = <Table>(words: Words<Table>): Table => words[language.value];
