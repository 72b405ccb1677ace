import { type ReadRules, readRules } from './read-rules.ts';
import type { Places } from './rule-place.ts';
import { createSeal } from './seal.ts';

/** Shown in place of a sealed rule, whose text shows nothing. */
const VALUE = 'a sealed rule';

/**
 * Reads the sealed rules of a service. Where the key is not known, as in the Parameter Store, they are only counted.
 * @returns the rules that act; what is wrong, without what it says
 */
export function readSealed(
  value: unknown,
  places: Places,
  key: string | undefined,
): ReadRules & { readonly closed: number } {
  const texts = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
  if (!texts || texts.length !== (value as unknown[]).length) {
    const problem =
      'sealed must be a list of texts, which PUT /chaos/{id} makes of a rule with "sealed": true';
    return { rules: [], invalid: [{ value: VALUE, problem }], closed: 0 };
  }
  if (key === undefined) return { rules: [], invalid: [], closed: texts.length };
  const seal = createSeal(key);
  const opened = texts.map((text) => seal.open(text)).filter((rule) => rule !== undefined);
  const { rules, invalid } = readRules(opened, places, true);
  const wrong = texts.length - opened.length + invalid.length;
  const problem = 'it was sealed with another key, or it is no rule any more; DELETE /chaos removes it';
  return { rules, invalid: Array(wrong).fill({ value: VALUE, problem }), closed: 0 };
}
