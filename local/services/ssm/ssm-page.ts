import { SsmFault } from './ssm-fault.ts';

const TOKEN = /^after:(.*)$/s;

interface Asked {
  readonly MaxResults: number;
  readonly NextToken?: string | undefined;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: { readonly NextToken?: string };
}

/**
 * Returns one page of a list that is in the order of its names.
 * @throws SsmFault for a token of no page
 */
export function pageOf<Item>(
  items: readonly Item[],
  { MaxResults, NextToken }: Asked,
  isAfter: (item: Item, name: string) => boolean,
  nameOf: (item: Item) => string,
): Page<Item> {
  const after = NextToken === undefined ? undefined : nameIn(NextToken);
  const rest = after === undefined ? items : items.filter((item) => isAfter(item, after));
  const page = rest.slice(0, MaxResults);
  const last = page.at(-1);
  const hasMore = last !== undefined && rest.length > page.length;
  return { items: page, next: hasMore ? { NextToken: tokenOf(nameOf(last)) } : {} };
}

const tokenOf = (name: string): string => Buffer.from(`after:${name}`).toString('base64url');

function nameIn(token: string): string {
  const name = TOKEN.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (name === undefined) throw new SsmFault('InvalidNextToken', 'The specified token is not valid.');
  return name;
}
