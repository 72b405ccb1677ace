import * as z from 'zod';

/** A list with commas; `read` returns undefined for an item that is not allowed. */
export function listOf<T>(read: (item: string) => T | undefined, allowed: string) {
  return z
    .string()
    .transform((text, { addIssue }): readonly T[] => {
      const items = text.split(',').map(read);
      if (items.includes(undefined)) addIssue({ code: 'custom', message: allowed, input: text });
      return items.filter((item) => item !== undefined);
    })
    .optional();
}
