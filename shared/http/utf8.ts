/** Replacement for bytes that are not UTF-8, made by our decoder or by a gateway before it. */
const REPLACEMENT_CHARACTER = '\uFFFD';

/** Whether a text holds the replacement, so was not UTF-8 when it was sent. */
export const wasReplaced = (text: string): boolean => text.includes(REPLACEMENT_CHARACTER);
