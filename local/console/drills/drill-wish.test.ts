import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { readBodyAs } from '../read-values-as.ts';
import { StartBody } from './drill-wish.ts';

/** @returns the sentence of a refused body */
function refusalOf(body: object): string | undefined {
  let refusal: string | undefined;
  const response = {
    writeHead: (status: number) => {
      expect(status).toBe(422);
      return response;
    },
    end: (text: string | Buffer) => {
      refusal = (JSON.parse(String(text)) as { detail: string }).detail;
    },
  } as unknown as ServerResponse;
  readBodyAs(StartBody, Buffer.from(JSON.stringify(body)), response);
  return refusal;
}

test.each([
  [{ level: 9 }, 'level is "9", allowed: 1, 2, 3'],
  [{}, 'level is missing, allowed: 1, 2, 3'],
  [{ level: 1, minutes: 1 }, 'minutes is "1", allowed: a whole number of minutes from 2 to 60'],
  [{ level: 1, quiet: 1.5 }, 'quiet is "1.5", allowed: a whole number of seconds from 1 to 110'],
  [{ level: 1, seed: -1 }, 'seed is "-1", allowed: a whole number from 0 to 2147483647'],
  [{ level: 3, minutes: 60, quiet: 110, seed: 0 }, undefined],
])('a drill of %j is refused before it begins: %s', (body, sentence) => {
  expect(refusalOf(body)).toBe(sentence);
});
