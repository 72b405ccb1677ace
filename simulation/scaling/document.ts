import { fileURLToPath } from 'node:url';

export const DOCUMENT = fileURLToPath(new URL('../../docs/scaling.md', import.meta.url));
const BEGIN = '<!-- begin of tables: written by npm run scaling -- --write -->';
const END = '<!-- end of tables -->';

/** @throws Error if the text has no place for tables */
export function withTables(text: string, tables: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/scaling.md has lost its marks '${BEGIN}' and '${END}'.`);
  return `${text.slice(0, from)}${BEGIN}\n\n${tables}\n\n${text.slice(to)}`;
}
