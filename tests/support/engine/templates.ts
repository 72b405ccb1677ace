import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackTemplate } from '#local/template/model';

type Json = Readonly<Record<string, unknown>>;

export interface TestFunction {
  readonly source?: string;
  readonly properties?: Json;
  readonly variables?: Json;
  /** `GET /menus` */
  readonly route?: string;
}

/** A stack as CDK would write it: one API, and functions with routes by their logical id. */
export function stackOf(
  folder: string,
  functions: Readonly<Record<string, TestFunction>>,
  rest: {
    readonly id?: string;
    readonly service?: string;
    readonly resources?: Json;
    readonly template?: Json;
  } = {},
): StackTemplate {
  const { id = 'TestStack', service = 'order' } = rest;
  const resources: Record<string, unknown> = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: `food-delivery-local-${service}` } },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId: { Ref: 'Api' }, StageName: 'local' },
    },
  };
  for (const [logicalId, { source = '', properties, variables, route }] of Object.entries(functions)) {
    mkdirSync(join(folder, logicalId), { recursive: true });
    writeFileSync(join(folder, logicalId, 'index.mjs'), source);
    resources[logicalId] = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Key: `${logicalId}.zip` },
        FunctionName: `food-delivery-local-${service}-${logicalId}`,
        Handler: 'index.handler',
        MemorySize: 256,
        Runtime: 'nodejs24.x',
        ...(variables && { Environment: { Variables: variables } }),
        ...properties,
      },
    };
    if (route) Object.assign(resources, routeOf(logicalId, route));
  }
  return {
    id,
    template: { Resources: { ...resources, ...rest.resources }, ...rest.template },
    assetDirectory: (hash) => (hash in functions ? join(folder, hash) : undefined),
  };
}

const ROOT = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };

function routeOf(target: string, route: string): Json {
  const [HttpMethod = '', path = ''] = route.split(' ');
  const resources: Record<string, unknown> = {};
  let parent: Json = ROOT;
  let name = '';
  for (const part of path.split('/').filter(Boolean)) {
    name += part.replace(/[^a-z]/gi, '');
    resources[`Resource${name}`] = {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { ParentId: parent, PathPart: part, RestApiId: { Ref: 'Api' } },
    };
    parent = { Ref: `Resource${name}` };
  }
  const arn = { 'Fn::GetAtt': [target, 'Arn'] };
  const prefix = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/';
  resources[`Method${HttpMethod}${name}`] = {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      HttpMethod,
      ResourceId: parent,
      RestApiId: { Ref: 'Api' },
      Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Join': ['', [prefix, arn, '/invocations']] } },
    },
  };
  return resources;
}
