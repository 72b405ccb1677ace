import { AppError } from '#shared/errors';

/** Far more than any body of these services has. */
const MAX_DEPTH = 32;
const BYTE_ORDER_MARK = '\uFEFF';

/** A value, or the error of the text, in words that follow its name. */
export type JsonReading =
  | { readonly value: unknown }
  | { readonly problem: string; readonly cause?: unknown };

class UnsoundJson extends Error {}

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

/** Counts the keys of the parsed objects, where each key is left once. */
function countKeys(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > MAX_DEPTH) throw new UnsoundJson(`is nested more than ${MAX_DEPTH} levels deep`);
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += countKeys(item, depth + 1);
    return keys;
  }
  if (Object.hasOwn(value, '__proto__')) throw new UnsoundJson('has a key __proto__');
  for (const name in value) keys += 1 + countKeys((value as Record<string, unknown>)[name], depth + 1);
  return keys;
}

/** Counts the keys in valid JSON: each is a text that a colon follows. */
function countKeysOf(json: string): number {
  let keys = 0;
  for (let open = json.indexOf('"'); open >= 0; ) {
    let close = json.indexOf('"', open + 1);
    while (isEscaped(json, close)) close = json.indexOf('"', close + 1);
    let next = close + 1;
    while (isBlank(json.charCodeAt(next))) next++;
    if (json[next] === ':') keys++;
    open = json.indexOf('"', next);
  }
  return keys;
}

function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json[first - 1] === '\\') first--;
  return (at - first) % 2 === 1;
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
