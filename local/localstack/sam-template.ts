import { ACCOUNT_ID, REGION } from '../runtime/variables.ts';
import type { Deployment, FunctionModel } from '../template/model.ts';

const LOCALSTACK = 'http://localstack:4566';
export const RESOURCE = 'Function';
const MS_PER_SECOND = 1_000;

/** Environment of sam without the template's variables: a variable of this shell would override the template. */
export function environmentOfSam({ Resources }: ReturnType<typeof samTemplate>): NodeJS.ProcessEnv {
  const declared = Object.keys(Resources[RESOURCE].Properties.Environment.Variables);
  return { ...process.env, ...Object.fromEntries(declared.map((name) => [name, undefined])) };
}

/** Template of one function, references resolved. sam passes only the variables named here to the container. */
export function samTemplate(model: FunctionModel, parameters: Readonly<Record<string, string>>) {
  const deployment: Deployment = {
    parameter: (name) => parameters[name]?.replace('http://127.0.0.1:4566', LOCALSTACK),
    queueUrl: (name) => `${LOCALSTACK}/queue/${REGION}/${ACCOUNT_ID}/${name}`,
  };
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      [RESOURCE]: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          FunctionName: model.name,
          CodeUri: model.directory,
          Handler: model.handler,
          Runtime: 'nodejs24.x',
          Timeout: model.timeoutMs / MS_PER_SECOND,
          MemorySize: model.memoryMb,
          Environment: { Variables: { ...model.variables(deployment), AWS_ENDPOINT_URL: LOCALSTACK } },
        },
      },
    },
  };
}
