import { en, type Words } from './en.ts';
import { ko } from './ko.ts';
import type { Language } from './language.ts';

export const WORDS: Readonly<Record<Language, Words>> = { en, ko };
