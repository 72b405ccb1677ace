/** What two languages of one document have in common, in the order of the text where word order does not change it. */
export interface Outline {
  readonly headings: readonly number[];
  readonly tableRows: number;
  readonly listItems: number;
  readonly blocks: readonly string[];
  /** Sorted, as are links and numbers. */
  readonly code: readonly string[];
  readonly links: readonly string[];
  readonly numbers: readonly string[];
}

const BLOCK = /^```.*?^```$/gms;
const CODE = /`[^`\n]+`/g;
const LINK = /\]\(([^)\s]+)\)|https?:\/\/[\w.:/-]+/g;
const NUMBER = /\d[\d,.]*(?<=\d)/g;

export function outlineOf(text: string): Outline {
  const prose = text.replaceAll(BLOCK, '');
  const lines = prose.split('\n');
  const words = prose.replaceAll(CODE, ' ').replaceAll(LINK, ' ');
  return {
    headings: lines.flatMap((line) => /^(#+) /.exec(line)?.[1]?.length ?? []),
    tableRows: lines.filter((line) => line.startsWith('|')).length,
    listItems: lines.filter((line) => line.startsWith('- ')).length,
    blocks: text.match(BLOCK) ?? [],
    code: (prose.match(CODE) ?? []).sort(),
    links: [...prose.matchAll(LINK)].map(([all, target = all]) => target).sort(),
    numbers: (words.match(NUMBER) ?? []).sort(),
  };
}
