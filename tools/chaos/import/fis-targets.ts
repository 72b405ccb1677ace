import * as z from 'zod';
import type { DeployedFunction } from './deployed-functions.ts';
import type { LeftOut } from './foreign-format.ts';

export const FisTarget = z.looseObject({
  resourceType: z.string(),
  resourceArns: z.array(z.string()).default([]),
  resourceTags: z.record(z.string(), z.string()).default({}),
  selectionMode: z.string().default('ALL'),
});
export type FisTarget = z.infer<typeof FisTarget>;

export interface Chosen {
  readonly functions: readonly DeployedFunction[];
  readonly left: readonly LeftOut[];
}

const ARN = /^arn:[\w-]+:lambda:[\w-]*:\d*:function:([\w-]+)/;
const SELECTION = /^(COUNT|PERCENT)\((\d+)\)$/;

/** The functions of ours that a target names. */
export function functionsIn(
  name: string,
  { resourceArns, resourceTags, selectionMode }: FisTarget,
  functions: readonly DeployedFunction[],
): Chosen {
  const found = resourceArns.map((arn) => {
    const [, own = arn] = ARN.exec(arn) ?? [];
    return functions.find(({ names }) => names.includes(own));
  });
  const chosen = [...new Set(found.filter((each) => each !== undefined))];
  const strangers = resourceArns.filter((_, at) => found[at] === undefined);
  const left: LeftOut[] = strangers.map((arn) => ({
    what: `targets.${name} ${arn}`,
    why: 'no function that serves requests or messages here has that name',
  }));
  if (Object.keys(resourceTags).length > 0) {
    left.push({
      what: `targets.${name}.resourceTags`,
      why: 'the functions have no tags; name them by their ARN',
    });
  }
  const count = countOf(selectionMode, chosen.length);
  if (count < chosen.length) {
    const why = `FIS draws ${count} of ${chosen.length} functions at random; here they are the first`;
    left.push({ what: `targets.${name}.selectionMode ${selectionMode}`, why });
  }
  return { functions: chosen.slice(0, count), left };
}

function countOf(mode: string, all: number): number {
  const [, kind, text] = SELECTION.exec(mode) ?? [];
  if (text === undefined) return all;
  return kind === 'COUNT' ? Math.min(all, Number(text)) : Math.floor((all * Number(text)) / 100);
}

/** What a rule names to act on these functions: a whole service, or each alone. */
export function placesOf(
  chosen: readonly DeployedFunction[],
  functions: readonly DeployedFunction[],
): readonly Pick<DeployedFunction, 'point' | 'match'>[] {
  const points = [...new Set(chosen.map(({ point }) => point))];
  return points.flatMap((point) => {
    const own = chosen.filter((each) => each.point === point);
    const all = functions.filter((each) => each.point === point);
    return own.length === all.length ? [{ point }] : own;
  });
}
