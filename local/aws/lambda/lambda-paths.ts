import { decodePathPart } from '#local/http/request-target';
import { SERVICE_NAMES } from '#shared/services';
import type { ReadName } from './lambda-reads.ts';

type OperationName = ReadName | 'Invoke' | 'InvokeAsync';

/** The operations that the engine has, with method and path as in the AWS API; `*` is a part that the caller names. */
const OPERATIONS: readonly (readonly [OperationName, method: string, path: string])[] = [
  ['Invoke', 'POST', '/2015-03-31/functions/*/invocations'],
  ['InvokeAsync', 'POST', '/2014-11-13/functions/*/invoke-async'],
  ['ListFunctions', 'GET', '/2015-03-31/functions'],
  ['GetFunctionConfiguration', 'GET', '/2015-03-31/functions/*/configuration'],
  ['ListVersionsByFunction', 'GET', '/2015-03-31/functions/*/versions'],
  ['GetAlias', 'GET', '/2015-03-31/functions/*/aliases/*'],
  ['ListAliases', 'GET', '/2015-03-31/functions/*/aliases'],
  ['GetPolicy', 'GET', '/2015-03-31/functions/*/policy'],
  ['GetFunction', 'GET', '/2015-03-31/functions/*'],
  ['GetFunctionConcurrency', 'GET', '/2019-09-30/functions/*/concurrency'],
  ['GetProvisionedConcurrencyConfig', 'GET', '/2019-09-30/functions/*/provisioned-concurrency'],
  ['ListFunctionEventInvokeConfigs', 'GET', '/2019-09-25/functions/*/event-invoke-config/list'],
  ['GetFunctionEventInvokeConfig', 'GET', '/2019-09-25/functions/*/event-invoke-config'],
  ['GetFunctionCodeSigningConfig', 'GET', '/2020-06-30/functions/*/code-signing-config'],
  ['GetRuntimeManagementConfig', 'GET', '/2021-07-20/functions/*/runtime-management-config'],
  ['ListFunctionUrlConfigs', 'GET', '/2021-10-31/functions/*/urls'],
  ['GetFunctionUrlConfig', 'GET', '/2021-10-31/functions/*/url'],
  ['GetFunctionRecursionConfig', 'GET', '/2024-08-31/functions/*/recursion-config'],
  ['GetEventSourceMapping', 'GET', '/2015-03-31/event-source-mappings/*'],
  ['ListEventSourceMappings', 'GET', '/2015-03-31/event-source-mappings'],
  ['ListTags', 'GET', '/2017-03-31/tags/*'],
  ['GetAccountSettings', 'GET', '/2016-08-19/account-settings'],
  ['ListLayers', 'GET', '/2018-10-31/layers'],
  ['ListCodeSigningConfigs', 'GET', '/2020-04-22/code-signing-configs'],
];

/** A key such as order/place-order may stand in the path as it is. */
const PART = `((?:(?:${SERVICE_NAMES.join('|')})/)?[^/]+)`;
const PATTERNS = OPERATIONS.map(([name, method, path]) => ({
  name,
  method,
  pattern: new RegExp(`^${path.replaceAll('*', PART)}/?$`),
}));
const OF_LAMBDA =
  /^\/20\d\d-\d\d-\d\d\/(?:functions|event-source-mappings|layers|tags|code-signing-configs|account-settings)(?:\/|$)/;

export const isOfLambda = (path: string): boolean => OF_LAMBDA.test(path);

/** Finds the operation at a path. @throws BadRequest if the path's percent-encoding is broken */
export function operationAt(
  method: string,
  path: string,
): { readonly name: OperationName; readonly parts: readonly string[] } | undefined {
  for (const operation of PATTERNS) {
    const parts = operation.method === method ? operation.pattern.exec(path) : null;
    if (parts) return { name: operation.name, parts: parts.slice(1).map(decodePathPart) };
  }
  return undefined;
}
