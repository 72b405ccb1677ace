import { pathToFileURL } from 'node:url';
import { describeFunction } from './describe-function.ts';
import { describeEventSource } from './event-sources.ts';
import { readFunctionName } from './function-name.ts';
import { calledFunction, type LambdaCall } from './lambda-call.ts';
import { LambdaFault, notFound, notIn } from './lambda-fault.ts';
import { pageOf } from './page.ts';

type Answer = Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;
type Read = (call: LambdaCall) => Answer;

const CODE_LIMITS = {
  CodeSizeUnzipped: 262_144_000,
  CodeSizeZipped: 52_428_800,
  TotalCodeSize: 80_530_636_800,
};
const CONCURRENT_EXECUTIONS = 1_000;

/** An answer that is the same for every function that exists. */
const forFunction =
  (answer: (name: string, arn: string) => Answer): Read =>
  (call) => {
    const { model } = calledFunction(call);
    return answer(model.name, model.arn);
  };

const missing = (text: string): Read =>
  forFunction(() => {
    throw notFound(text);
  });

/** What each operation that changes nothing answers, by its name. */
export const READS = {
  async ListFunctions({ functions, query }) {
    const version = query.get('FunctionVersion');
    if (version !== null && version !== 'ALL') throw notIn('functionVersion', version, ['ALL']);
    const { items, next } = pageOf(functions.models, query, ({ name }) => name);
    return { Functions: await Promise.all(items.map(describeFunction)), ...next };
  },
  async GetFunction(call) {
    const { model } = calledFunction(call);
    const Location = pathToFileURL(model.directory).href;
    const { reservedConcurrency } = model;
    return {
      Configuration: await describeFunction(model),
      Code: { RepositoryType: 'S3', Location },
      ...(reservedConcurrency !== undefined && {
        Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
      }),
    };
  },
  GetFunctionConfiguration: (call) => describeFunction(calledFunction(call).model),
  async ListVersionsByFunction(call) {
    return { Versions: [await describeFunction(calledFunction(call).model)] };
  },
  ListAliases: forFunction(() => ({ Aliases: [] })),
  GetAlias(call) {
    const { model } = calledFunction(call);
    throw notFound(`Cannot find alias arn: ${model.arn}:${call.parts[1]}`);
  },
  GetPolicy: missing('The resource you requested does not exist.'),
  GetFunctionConcurrency(call) {
    const { reservedConcurrency } = calledFunction(call).model;
    return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  },
  GetFunctionCodeSigningConfig: forFunction((FunctionName) => ({ FunctionName, CodeSigningConfigArn: '' })),
  GetFunctionEventInvokeConfig: missing("The function doesn't have an EventInvokeConfig"),
  ListFunctionEventInvokeConfigs: forFunction(() => ({ FunctionEventInvokeConfigs: [] })),
  GetFunctionUrlConfig: missing('The resource you requested does not exist.'),
  ListFunctionUrlConfigs: forFunction(() => ({ FunctionUrlConfigs: [] })),
  GetProvisionedConcurrencyConfig(call) {
    calledFunction({ ...call, query: new URLSearchParams() });
    if (call.query.get('List') === 'ALL') return { ProvisionedConcurrencyConfigs: [] };
    throw new LambdaFault(
      404,
      'ProvisionedConcurrencyConfigNotFoundException',
      'No Provisioned Concurrency Config found for this function',
    );
  },
  GetRuntimeManagementConfig: forFunction((_, FunctionArn) => ({ UpdateRuntimeOn: 'Auto', FunctionArn })),
  GetFunctionRecursionConfig: forFunction(() => ({ RecursiveLoop: 'Terminate' })),
  ListEventSourceMappings({ functions, query }) {
    const [named, queue] = [query.get('FunctionName'), query.get('EventSourceArn')];
    const name = named === null ? undefined : readFunctionName(named).name;
    const found = functions.eventSources.filter(
      ({ target, queueArn }) =>
        (name === undefined || name === target.name || name === target.key) &&
        (queue === null || queue === queueArn),
    );
    const { items, next } = pageOf(found.map(describeEventSource), query, ({ UUID }) => UUID);
    return { EventSourceMappings: items, ...next };
  },
  GetEventSourceMapping({ functions, parts: [uuid] }) {
    const found = functions.eventSources.map(describeEventSource).find(({ UUID }) => UUID === uuid);
    if (!found) throw notFound('The resource you requested does not exist.');
    return found;
  },
  ListTags(call) {
    calledFunction(call);
    return { Tags: {} };
  },
  ListLayers: () => ({ Layers: [] }),
  ListCodeSigningConfigs: () => ({ CodeSigningConfigs: [] }),
  async GetAccountSettings({ functions: { models } }) {
    const described = await Promise.all(models.map(describeFunction));
    return {
      AccountLimit: {
        ...CODE_LIMITS,
        ConcurrentExecutions: CONCURRENT_EXECUTIONS,
        UnreservedConcurrentExecutions: CONCURRENT_EXECUTIONS,
      },
      AccountUsage: {
        TotalCodeSize: described.reduce((sum, { CodeSize }) => sum + Number(CodeSize), 0),
        FunctionCount: models.length,
      },
    };
  },
} satisfies Record<string, Read>;

export type ReadName = keyof typeof READS;
export const readNamed = (name: ReadName): Read => READS[name];
