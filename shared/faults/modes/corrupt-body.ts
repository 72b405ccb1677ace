import type { APIGatewayProxyResult } from 'aws-lambda';
import * as z from 'zod';
import { surrounding } from './mode.ts';

const CORRUPT = {
  /** Half of it, as from a connection that was cut. */
  cut: (body: string) => body.slice(0, Math.floor(body.length / 2)),
  /** All of it, with quotation marks that are none. */
  garbled: (body: string) => body.replaceAll('"', '\u0000'),
} as const;

export const corruptBody = surrounding({
  name: 'corrupt_body',
  summary: 'The request is done, and the JSON of its answer is `cut` in half or `garbled`.',
  seam: 'invocation',
  fits: ({ kind }) => kind === 'handler',
  params: () => z.object({ kind: z.enum(['cut', 'garbled']).optional() }),
  async around({ params: { kind = 'cut' } }, next) {
    const result = (await next()) as APIGatewayProxyResult;
    return result.body === '' ? result : { ...result, body: CORRUPT[kind](result.body) };
  },
  tookEffect: (result, truth) => result !== truth,
});
