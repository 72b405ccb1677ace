import * as z from 'zod';
import { EngineError } from '../host/engine-error.ts';
import { type FunctionModel, NOT_DEPLOYED } from './functions.ts';
import type { Resource, Stack } from './stack.ts';

export interface ApiRoute {
  readonly method: string;
  readonly path: string;
  readonly resourceId: string;
  readonly target: FunctionModel;
  /** Time limit of the gateway for the function. */
  readonly timeoutMs: number;
}

/** A gateway response of the template. Missing fields keep API Gateway's defaults. */
export interface GatewayResponse {
  readonly status?: number;
  /** Values by name, each a quoted `'literal'` or a `context.…` variable. */
  readonly headers: Readonly<Record<string, string>>;
  /** Body for application/json, with `$context.…` variables. */
  readonly template?: string;
}

export interface ApiModel {
  readonly id: string;
  readonly name: string;
  /** Name of the service, such as `order` for `food-delivery-local-order`. */
  readonly service: string;
  readonly stage: string;
  readonly routes: readonly ApiRoute[];
  readonly responses: ReadonlyMap<string, GatewayResponse>;
}

const ApiSchema = z.object({ Name: z.string().optional() });
const StageSchema = z.object({ RestApiId: z.string(), StageName: z.string() });
const ResourceSchema = z.object({ RestApiId: z.string(), ParentId: z.string(), PathPart: z.string() });
const MethodSchema = z.object({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  Integration: z.object({
    Type: z.string(),
    Uri: z.string().optional(),
    TimeoutInMillis: z.number().default(29_000),
  }),
});
const GatewayResponseSchema = z.object({
  RestApiId: z.string(),
  ResponseType: z.string(),
  StatusCode: z.coerce.number().optional(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
});
const HEADER = 'gatewayresponse.header.';

export function readApis(stack: Stack, functions: readonly FunctionModel[]): readonly ApiModel[] {
  return stack.ofType('AWS::ApiGateway::RestApi').map((resource) => readApi(stack, resource, functions));
}

function readApi(stack: Stack, resource: Resource, functions: readonly FunctionModel[]): ApiModel {
  const { logicalId } = resource;
  const name = stack.properties(resource, ApiSchema, NOT_DEPLOYED).Name ?? logicalId;
  const stages = readAll(stack, 'AWS::ApiGateway::Stage', StageSchema, logicalId);
  const methods = readAll(stack, 'AWS::ApiGateway::Method', MethodSchema, logicalId);
  const responses = readAll(stack, 'AWS::ApiGateway::GatewayResponse', GatewayResponseSchema, logicalId);
  return {
    id: logicalId,
    name,
    service: name.split('-').at(-1) ?? name,
    stage: stages[0]?.[1].StageName ?? 'local',
    routes: methods.map(([method, properties]) => ({
      method: properties.HttpMethod,
      path: pathOf(stack, properties.ResourceId, logicalId),
      resourceId: properties.ResourceId,
      target: targetOf(stack, method, properties.Integration, functions),
      timeoutMs: properties.Integration.TimeoutInMillis,
    })),
    responses: new Map(
      responses.map(([, properties]) => [properties.ResponseType, gatewayResponse(properties)]),
    ),
  };
}

function readAll<T extends { readonly RestApiId: string }>(
  stack: Stack,
  type: string,
  schema: z.ZodType<T>,
  apiId: string,
): readonly (readonly [Resource, T])[] {
  return stack
    .ofType(type)
    .map((resource) => [resource, stack.properties(resource, schema, NOT_DEPLOYED)] as const)
    .filter(([, properties]) => properties.RestApiId === apiId);
}

function pathOf(stack: Stack, resourceId: string, apiId: string): string {
  const parts: string[] = [];
  let id = resourceId;
  while (id !== apiId) {
    const resource = stack.find(id);
    if (!resource) throw new EngineError(`${stack.id}: the API resource ${id} is not in the template.`);
    const { ParentId, PathPart } = stack.properties(resource, ResourceSchema, NOT_DEPLOYED);
    parts.unshift(PathPart);
    id = ParentId;
  }
  return `/${parts.join('/')}`;
}

function targetOf(
  stack: Stack,
  method: Resource,
  integration: z.infer<typeof MethodSchema>['Integration'],
  functions: readonly FunctionModel[],
): FunctionModel {
  const { Type, Uri = '' } = integration;
  if (Type !== 'AWS_PROXY') {
    throw new EngineError(
      `${stack.place(method)} has an integration of type ${Type}; the engine runs AWS_PROXY.`,
    );
  }
  const arn = /functions\/(.+)\/invocations$/.exec(Uri)?.[1];
  const target = functions.find((candidate) => candidate.arn === arn);
  if (!target)
    throw new EngineError(`${stack.place(method)} calls ${arn ?? Uri}, which is not in the templates.`);
  return target;
}

function gatewayResponse(properties: z.infer<typeof GatewayResponseSchema>): GatewayResponse {
  const headers = Object.entries(properties.ResponseParameters)
    .filter(([name]) => name.startsWith(HEADER))
    .map(([name, value]) => [name.slice(HEADER.length), value]);
  const template = properties.ResponseTemplates['application/json'];
  return {
    headers: Object.fromEntries(headers),
    ...(properties.StatusCode !== undefined && { status: properties.StatusCode }),
    ...(template !== undefined && { template }),
  };
}
