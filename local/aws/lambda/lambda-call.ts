import type { IncomingMessage } from 'node:http';
import type { FunctionPool } from '#local/runtime/pool';
import type { EventSourceModel, FunctionModel } from '#local/template/model';
import { functionArn, readFunctionName } from './function-name.ts';
import { LambdaFault, notFound } from './lambda-fault.ts';

/** The functions of the engine. */
export interface LambdaFunctions {
  readonly models: readonly FunctionModel[];
  readonly eventSources: readonly EventSourceModel[];
  /** Finds a pool by key, name in AWS or ARN. */
  find(name: string): FunctionPool | undefined;
  /** Returns the file that takes what a function prints. */
  logFile(key: string): string;
}

/** A call of Lambda's API. */
export interface LambdaCall {
  readonly functions: LambdaFunctions;
  readonly request: IncomingMessage;
  readonly query: URLSearchParams;
  /** The decoded parts of the path that the operation's pattern leaves open. */
  readonly parts: readonly string[];
}

interface Found {
  readonly model: FunctionModel;
  readonly pool: FunctionPool;
}

/** Finds the function that the path names. @throws LambdaFault for one that the engine does not have */
export function calledFunction({ functions, parts: [text = ''], query }: LambdaCall): Found {
  const { name, qualifier } = readFunctionName(text);
  const asked = query.get('Qualifier') ?? qualifier;
  if (qualifier !== undefined && asked !== qualifier) {
    throw new LambdaFault(
      400,
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  const pool = functions.find(name) ?? functions.find(text);
  const model = pool && functions.models.find((each) => each.name === pool.spec.name);
  if (!pool || !model) throw notFound(`Function not found: ${functionArn(name)}`);
  if (asked !== undefined && asked !== '$LATEST')
    throw notFound(`Function not found: ${functionArn(model.name)}:${asked}`);
  return { model, pool };
}
