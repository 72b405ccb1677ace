/** What bytes that are not UTF-8 become, here or at a gateway that reads them before us. */
const REPLACEMENT_CHARACTER = '\uFFFD';

/** Whether something in a text was not UTF-8 when it was sent. */
export const wasReplaced = (text: string): boolean => text.includes(REPLACEMENT_CHARACTER);
