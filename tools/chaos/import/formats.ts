import * as z from 'zod';
import { UsageError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import { awsFis } from './aws-fis.ts';
import { failureLambda } from './failure-lambda.ts';
import type { ForeignFormat, Imported, ImportTarget } from './foreign-format.ts';
import { localstack } from './localstack.ts';

const FORMATS: readonly ForeignFormat[] = [failureLambda, awsFis, localstack];

/**
 * Makes rules of what another tool's file says.
 * @param name of the file
 * @throws UsageError for a file of no known format, and for one with a wrong value
 */
export function importRules(name: string, file: unknown, target: ImportTarget): Imported {
  const format = FORMATS.find((each) => each.recognises(file));
  if (!format) throw new UsageError(`${name} is not ${FORMATS.map((each) => each.name).join(', nor ')}`);
  try {
    const { rules, left } = format.read(file, target);
    return { rules, left: left.filter((each, at) => left.findIndex(isAs(each)) === at) };
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    const problem = issue ? `${issue.path.join('.')}: ${issue.message}` : messageOf(error);
    throw new UsageError(`${name} is ${format.name}, with a mistake: ${problem}`, { cause: error });
  }
}

const isAs =
  (one: Imported['left'][number]) =>
  ({ what, why }: Imported['left'][number]): boolean =>
    what === one.what && why === one.why;
