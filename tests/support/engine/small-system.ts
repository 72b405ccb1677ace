import { onTestFinished } from 'vitest';
import { removeFolder, temporaryFolder } from './service-bench.ts';
import { stackOf, type TestFunction } from './templates.ts';
import { startTestEngine, type TestEngineOptions } from './test-engine.ts';

/** Source of a function that returns this expression. */
export const SAY = (what: string): string =>
  `export const handler = async (event) => ({ statusCode: 200, body: ${what} });`;

/** Functions of a small system. */
export const FUNCTIONS: Record<string, TestFunction> = {
  hello: { source: SAY(`'hello ' + event.path`), route: 'GET /hello' },
  env: {
    source: SAY('JSON.stringify(process.env)'),
    route: 'GET /env',
    variables: {
      DATABASE_URL: { Ref: 'DatabaseUrl' },
      USER_SERVICE_URL: { Ref: 'UserServiceUrl' },
      QUEUE_URL: { Ref: 'Queue' },
      OTLP: { Ref: 'OtlpEndpoint' },
    },
  },
  echo: { source: SAY('JSON.stringify(event)'), route: 'GET /echo' },
  double: {
    source: `export const handler = async ({ n }) => { if (n < 0) throw new RangeError('negative'); return n * 2; };`,
  },
};
const REST = {
  resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'recovery' } },
    Switches: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/a/b', Type: 'String', Value: '{}' } },
  },
  template: {
    Parameters: {
      DatabaseUrl: { Type: 'String' },
      UserServiceUrl: { Type: 'String' },
      OtlpEndpoint: { Type: 'String' },
    },
  },
};

/** Options for an engine on a folder of its own, with these functions and a queue and a parameter. */
export async function optionsFor(
  functions: Record<string, TestFunction>,
  folder: string,
): Promise<TestEngineOptions> {
  const dataDir = await temporaryFolder();
  return {
    dataDir,
    log: 'silent',
    redis: 'builtin',
    templates: [stackOf(folder, functions, REST)],
  };
}

/** The error that a start ends with. */
export async function failure(options: TestEngineOptions): Promise<Error> {
  onTestFinished(() => removeFolder(options.dataDir));
  return await startTestEngine(options).then(
    async (engine) => {
      await engine.dispose();
      return new Error('it started');
    },
    (error: Error) => error,
  );
}
