/** Far more than any body of these services has. */
const MAX_DEPTH = 32;

export class UnsoundJson extends Error {}

/** Counts the keys of the parsed objects, where each key is left once. */
export function countKeys(value: unknown, depth: number): number {
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
export function countKeysOf(json: string): number {
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
