export const MAX_USERNAME_CHARACTERS = 254;

/**
 * Characters that no name may hold: control, format, surrogate, private and unassigned ones, line separators, those shown
 * as nothing (Hangul fillers, variation selectors, tags, the blank Braille pattern), and spaces that look like another.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|[^\P{Zs} ]| {2}/u;
const COMBINING_FIRST = /^\p{M}/u;
const SPACES_AROUND = /^\p{Zs}+|\p{Zs}+$/gu;

/** The one form of a name that is kept and compared, so that two names that look the same are the same. */
export function canonicalUsername(username: string): string {
  return username.normalize('NFC').replace(SPACES_AROUND, '');
}

/** Whether a name, in its canonical form, can be distinguished from others by sight. */
export function isUsername(username: string): boolean {
  const name = canonicalUsername(username);
  return (
    name !== '' &&
    [...name].length <= MAX_USERNAME_CHARACTERS &&
    !UNSEEN.test(name) &&
    !COMBINING_FIRST.test(name)
  );
}
