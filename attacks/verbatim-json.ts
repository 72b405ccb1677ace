/** A value as it stands in the text: what no JSON.stringify writes. */
export class Verbatim {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Node = Record<string | number, unknown>;
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !(value instanceof Verbatim);

/** JSON, with what stands for itself in it. */
export function jsonText(value: unknown): string {
  if (value instanceof Verbatim) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (isNode(value)) {
    const entries = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${jsonText(child)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
