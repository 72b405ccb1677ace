/** What of an event says which key it was. */
interface Press {
  readonly key: string;
  readonly code: string;
}

/** What of an element says which keys it uses. */
interface Target {
  readonly localName: string;
  readonly type?: string;
  readonly isContentEditable?: boolean;
}

const LATIN_LETTER = /^[a-z]$/i;
const LETTER_CODE = /^Key([A-Z])$/;
/** Inputs into which nothing is written. */
const WITHOUT_TEXT: readonly unknown[] = [
  ...['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'],
];

/**
 * The name of a key. With Caps Lock a letter is the same, and where the layout has other letters, as the Korean one,
 * it is the one that stands in its place.
 */
export function nameOfKey({ key, code }: Press): string {
  if (LATIN_LETTER.test(key)) return key.toLowerCase();
  return LETTER_CODE.exec(code)?.[1]?.toLowerCase() ?? key;
}

/** Whether text is written into an element. */
export const isTextField = ({ localName, type, isContentEditable }: Target): boolean =>
  localName === 'textarea' ||
  isContentEditable === true ||
  (localName === 'input' && !WITHOUT_TEXT.includes(type));

/**
 * Whether an element uses a key itself: a text field every key, a slider the arrows, a list every key but the one that
 * halts all faults, which must work wherever nothing is written.
 */
export function keepsKey(target: Target, name: string): boolean {
  if (isTextField(target)) return true;
  if (target.localName === 'select') return name !== 'h';
  return target.localName === 'input' && name.startsWith('Arrow');
}
