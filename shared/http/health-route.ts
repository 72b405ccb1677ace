import * as z from 'zod';
import { Health } from './fields.ts';
import type { Route } from './route.ts';
import { HEALTH_TAG } from './tags.ts';

/**
 * The health route, which every service has.
 * @param whenDeep text on what `?deep=1` checks, and when it answers 503
 * @param stores the stores that it checks, as in the column of that name
 */
export const healthRoute = <const Stores extends readonly string[]>(whenDeep: string, stores: Stores) =>
  ({
    method: 'GET',
    path: '/health',
    tag: HEALTH_TAG.name,
    summary: 'Health',
    description: `Liveness. With \`?deep=1\` ${whenDeep}`,
    auth: 'public',
    query: z.object({ deep: z.string().optional() }),
    response: Health,
    failures: { 503: Health },
    stores,
    example: { response: { status: 'healthy' } },
  }) as const satisfies Route;
