import { invalid } from '../fault.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { own } from '../values/own.ts';
import type { Path } from './syntax.ts';

/** Returns the value at a path. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  const [first, ...rest] = path;
  let value = own(item, first);
  for (const step of rest) {
    if (value === undefined) return undefined;
    if (typeof step === 'number') value = 'L' in value ? value.L[step] : undefined;
    else value = 'M' in value ? own(value.M, step) : undefined;
  }
  return value;
}

const shown = (path: Path): string =>
  `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;

/** @throws DynamoFault if one of the paths is, or is within, another one */
export function checkNoOverlap(paths: readonly Path[], label: string): void {
  for (const [i, one] of paths.entries()) {
    const two = paths.slice(i + 1).find((other) => isWithin(one, other) || isWithin(other, one));
    if (two)
      throw invalid(
        `Invalid ${label}: Two document paths overlap with each other; must remove or rewrite one of these paths; ` +
          `path one: ${shown(one)}, path two: ${shown(two)}`,
      );
  }
}

const isWithin = (inner: Path, outer: Path): boolean => outer.every((step, i) => step === inner[i]);
