import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { own, setOwn } from '../values/own.ts';
import { OperandParser } from './parse-operand.ts';
import { checkNoOverlap } from './path.ts';
import type { Placeholders } from './placeholders.ts';
import type { Path } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

const LABEL = 'ProjectionExpression';

export function parseProjection(expression: string, placeholders: Placeholders): readonly Path[] {
  const tokens = new TokenReader(expression, LABEL);
  const parser = new OperandParser(tokens, placeholders);
  const paths = tokens.list(() => parser.path());
  tokens.expectEnd();
  checkNoOverlap(paths, LABEL);
  return paths;
}

/** Copies the values at these paths. Elements of a list keep their order and lose their positions. */
export function project(item: Item, paths: readonly Path[]): Item {
  return mapPart(
    item,
    paths.map((path) => [...path]),
  );
}

type Steps = readonly (string | number)[];

function mapPart(item: Item, paths: readonly Steps[]): Item {
  const part: Record<string, AttributeValue> = {};
  for (const name of new Set(paths.map(([first]) => first))) {
    const value = typeof name === 'string' ? own(item, name) : undefined;
    const inner = value && partOf(value, restsOf(paths, name));
    if (inner) setOwn(part, String(name), inner);
  }
  return part;
}

const restsOf = (paths: readonly Steps[], first: string | number | undefined): readonly Steps[] =>
  paths.filter(([step]) => step === first).map(([, ...rest]) => rest);

function partOf(value: AttributeValue, paths: readonly Steps[]): AttributeValue | undefined {
  if (paths.some(({ length }) => length === 0)) return value;
  if ('M' in value) {
    const part = mapPart(value.M, paths);
    return Object.keys(part).length > 0 ? { M: part } : undefined;
  }
  if (!('L' in value)) return undefined;
  const part = value.L.flatMap((each, i) => {
    const rests = restsOf(paths, i);
    const inner = rests.length > 0 ? partOf(each, rests) : undefined;
    return inner ? [inner] : [];
  });
  return part.length > 0 ? { L: part } : undefined;
}
