import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parsedJson } from '#load/http/parsed-json';
import { UserError } from '#shared/cli/errors';
import { Attempt } from './attempt.ts';

/**
 * Reads a history one attempt at a time, so that it may be larger than the memory.
 * @throws UserError for a line that is no attempt, but for a last one that a killed generator left half-written
 */
export async function* readHistory(file: string): AsyncGenerator<Attempt> {
  const lines = createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  let broken: number | undefined;
  for await (const line of lines) {
    number++;
    if (broken !== undefined) throw new UserError(`line ${broken} of ${file} is no attempt of a load`);
    const { data } = Attempt.safeParse(parsedJson(line));
    if (data) yield data;
    else broken = number;
  }
}
