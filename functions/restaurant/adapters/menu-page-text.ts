/** A page of menus as the cache keeps it. */
export interface MenuPageText {
  /** A JSON array of menus. */
  readonly value: string;
  /** `after` of the next page, where there is one. */
  readonly next: number | undefined;
}

/** JSON as JSON.stringify writes it has no line breaks. */
const WITH_NEXT = /^(\d+)\n/;

/** One text of both. The last page is its JSON alone. */
export const toPageText = ({ value, next }: MenuPageText): string =>
  next === undefined ? value : `${next}\n${value}`;

export function fromPageText(text: string): MenuPageText {
  const [head = '', next] = WITH_NEXT.exec(text) ?? [];
  return { value: text.slice(head.length), next: next === undefined ? undefined : Number(next) };
}
