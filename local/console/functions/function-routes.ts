import type { FunctionPool } from '#local/runtime/pool';
import type { PrintedBody } from '#shared/console/functions';
import { messageOf } from '#shared/error-message';
import { type ConsoleRoute, refuseCall, sendAsJson } from '../console-route.ts';
import type { FunctionWatchOptions } from './function-watch.ts';

export interface FunctionsOptions extends FunctionWatchOptions {
  readonly pools: ReadonlyMap<string, FunctionPool>;
  /** Lists the dead letters, or sends them back. */
  readonly redrive: (dryRun: boolean) => Promise<string>;
}

const KILLED = { type: 'Runtime.ExitError', message: 'killed in the console' } as const;

/** What is done with environments and dead letters. */
export function functionRoutes({ pools, redrive }: FunctionsOptions): readonly ConsoleRoute[] {
  const onPool =
    (act: (pool: FunctionPool) => number): ConsoleRoute['handle'] =>
    ({ response, parts: [key = ''] }) => {
      const pool = pools.get(key);
      if (!pool) refuseCall(response, 404, `There is no function ${key}.`);
      else sendAsJson(response, 200, { environments: act(pool) });
    };
  const onLetters =
    (dryRun: boolean): ConsoleRoute['handle'] =>
    async ({ response }) => {
      try {
        sendAsJson(response, 200, { text: await redrive(dryRun) } satisfies PrintedBody);
      } catch (error) {
        refuseCall(response, 503, messageOf(error));
      }
    };
  return [
    {
      method: 'POST',
      path: /^functions\/(\w+\/[\w-]+)\/kill$/,
      handle: onPool((pool) => pool.killOne(KILLED)),
    },
    { method: 'POST', path: /^functions\/(\w+\/[\w-]+)\/cold$/, handle: onPool((pool) => pool.retireIdle()) },
    { method: 'GET', path: /^dead-letters$/, handle: onLetters(true) },
    { method: 'POST', path: /^dead-letters\/redrive$/, handle: onLetters(false) },
  ];
}
