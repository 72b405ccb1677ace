import * as z from 'zod';
import { globPattern } from '../points/glob.ts';
import { PROTECTIONS, type Protection, type ProtectionName } from '../protections/protection.ts';
import { surrounding } from './mode.ts';

const names = Object.keys(PROTECTIONS) as [ProtectionName, ...ProtectionName[]];
const find = (name: ProtectionName): Protection => PROTECTIONS[name];

/** The stage `aws` keeps its protections. */
const { env } = process;
const isAllowed = (): boolean => env.STAGE !== 'aws';
const NOT_ON_AWS = 'no protection can be turned off on the stage aws';

export const unprotected = surrounding({
  name: 'unprotected',
  summary: 'The system works without one of its protections, so that what the protection is for can be seen.',
  seam: 'call',
  /** It sees the failures that other rules cause. */
  isOutermost: true,
  params: () => z.object({ protection: z.enum(names).refine(isAllowed, NOT_ON_AWS) }),
  fits: ({ name }, params) =>
    names.some(
      (each) =>
        (params === undefined || params.protection === each) &&
        find(each).points.some((glob) => globPattern(glob).test(name)),
    ),
  around: ({ params, call }, next) => find(params.protection).weaken(call, next),
});
