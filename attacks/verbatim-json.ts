/** A value as raw JSON text, for values that JSON.stringify cannot write. */
export class Verbatim {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Node = Record<string | number, unknown>;
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !(value instanceof Verbatim);

/** Writes JSON with raw values in it. */
export function jsonText(value: unknown): string {
  if (value instanceof Verbatim) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (isNode(value)) {
    const entries = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${jsonText(child)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
