import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../host/engine-error.ts';
import type { Log } from '../host/log.ts';
import { FunctionPool } from '../runtime/pool.ts';
import type { PoolOptions } from '../runtime/pool-options.ts';
import type { Deployment, FunctionModel } from '../template/model.ts';

export interface FunctionPoolsOptions extends Omit<PoolOptions, 'logFile' | 'onCrash' | 'switchesVersion'> {
  readonly deployment: Deployment;
  /** Variables of every function, in addition to the template's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logDirectory: string;
  readonly log: Log;
  /** Version of a parameter in the engine's own Parameter Store. @default functions read at intervals */
  readonly versionOf?: ((parameter: string) => string | undefined) | undefined;
}

/** Number of functions that the start-up check initialises in parallel. */
const CHECKS_AT_ONCE = 4;

/** Returns the file that takes what a function prints. */
export const logFileOf = (logDirectory: string, key: string): string =>
  join(logDirectory, `${key.replaceAll('/', '-')}.log`);

/** The pools of all functions. */
export class FunctionPools {
  /** Pools by key, such as `order/place-order`. */
  readonly byKey: ReadonlyMap<string, FunctionPool>;
  readonly #byName: ReadonlyMap<string, FunctionPool>;
  readonly #variables: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly #logFiles: number[] = [];

  constructor(functions: readonly FunctionModel[], options: FunctionPoolsOptions) {
    mkdirSync(options.logDirectory, { recursive: true });
    const byKey = new Map<string, FunctionPool>();
    const byName = new Map<string, FunctionPool>();
    const variables = new Map<string, Record<string, string>>();
    for (const model of functions) {
      const environment = { ...model.variables(options.deployment), ...options.environment };
      variables.set(model.service, { ...variables.get(model.service), ...environment });
      const pool = this.#createPool(model, environment, options);
      byKey.set(model.key, pool);
      byName.set(model.name, pool).set(model.arn, pool);
    }
    this.byKey = byKey;
    this.#byName = byName;
    this.#variables = variables;
  }

  /** Finds a pool by key, name in AWS or ARN. */
  find(name: string): FunctionPool | undefined {
    return this.byKey.get(name) ?? this.#byName.get(name);
  }

  /** Returns a pool by key, name in AWS or ARN. @throws EngineError if there is no such function */
  get(name: string): FunctionPool {
    const pool = this.find(name);
    if (pool) return pool;
    throw new EngineError(`There is no function '${name}'; there are ${[...this.byKey.keys()].join(', ')}.`);
  }

  /** Returns the union of the variables of the service's functions. */
  variablesOf(service: string): Readonly<Record<string, string>> {
    return this.#variables.get(service) ?? {};
  }

  /**
   * Starts one environment of each function, so that a function that cannot start fails start-up, not its first call.
   * @throws EngineError that names the function
   */
  async check(signal: AbortSignal): Promise<void> {
    const rest = [...this.byKey];
    const work = async (): Promise<void> => {
      for (let next = rest.shift(); next && !signal.aborted; next = rest.shift()) {
        const [key, pool] = next;
        await pool.warmUp().catch((error: Error) => {
          rest.length = 0;
          throw new EngineError(`The function ${key} cannot start: ${error.message}`, { cause: error });
        });
      }
    };
    await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, work));
  }

  /** Returns the number of environments by the function's name in AWS. */
  sizes(): Record<string, number> {
    return Object.fromEntries([...this.byKey.values()].map(({ spec, size }) => [spec.name, size]));
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.byKey.values()].map((pool) => pool.dispose()));
    for (const file of this.#logFiles.splice(0)) closeSync(file);
  }

  #createPool(
    model: FunctionModel,
    environment: Record<string, string>,
    options: FunctionPoolsOptions,
  ): FunctionPool {
    const { deployment: _, logDirectory, log, versionOf, ...poolOptions } = options;
    const { CHAOS_PARAMETER: switches } = environment;
    const logPath = logFileOf(logDirectory, model.key);
    const logFile = openSync(logPath, 'a');
    this.#logFiles.push(logFile);
    const limits = [options.maxConcurrency, model.reservedConcurrency].filter((limit) => limit !== undefined);
    return new FunctionPool(
      { ...model, environment },
      {
        ...poolOptions,
        ...(limits.length > 0 && { maxConcurrency: Math.min(...limits) }),
        logFile,
        ...(versionOf && switches !== undefined && { switchesVersion: () => versionOf(switches) }),
        onCrash: ({ type, message }) => log.warn(`${model.key} ended: ${type}: ${message}; see ${logPath}`),
      },
    );
  }
}
