import { AppError } from '#shared/errors';
import { countKeys, countKeysOf, UnsoundJson } from './repeated-keys.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** A value, or the error of the text, in words that follow its name. */
export type JsonReading =
  | { readonly value: unknown }
  | { readonly problem: string; readonly cause?: unknown };

/** Reads JSON and refuses repeated keys, of which one reader would take the first value and another the last. */
export function readJson(text: string): JsonReading {
  const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  try {
    const value: unknown = JSON.parse(json);
    return countKeys(value, 1) === countKeysOf(json) ? { value } : { problem: 'has the same key twice' };
  } catch (cause) {
    return { problem: cause instanceof UnsoundJson ? cause.message : 'is not valid JSON', cause };
  }
}

/**
 * Reads a body as {@link readJson} does.
 * @throws AppError `validation_failed`
 */
export function parseJson(text: string): unknown {
  const read = readJson(text);
  if ('value' in read) return read.value;
  throw new AppError('validation_failed', 'Invalid body', {
    cause: read.cause,
    violations: [{ type: 'json_invalid', loc: ['body'], msg: `The body ${read.problem}` }],
  });
}
