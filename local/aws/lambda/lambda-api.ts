import type { Exchange } from '#local/http/pass-on';
import { invoke, invokeAsync } from './invoke.ts';
import { answer, refuse } from './lambda-answer.ts';
import type { LambdaCall, LambdaFunctions } from './lambda-call.ts';
import { LambdaFault } from './lambda-fault.ts';
import { isOfLambda, operationAt } from './lambda-paths.ts';
import { readNamed } from './lambda-reads.ts';

export type { LambdaFunctions } from './lambda-call.ts';

/** Serves Lambda's API by path: invocations, and all that describes the functions. Returns false for other paths. */
export function createLambdaApi(functions: LambdaFunctions): (exchange: Exchange) => boolean {
  return (exchange) => {
    const { request, response, guard } = exchange;
    const [path = '', search = ''] = (request.url ?? '/').split('?', 2);
    if (!isOfLambda(path)) return false;
    const fail = (error: unknown): void => {
      if (!(error instanceof LambdaFault)) throw error;
      request.resume();
      refuse(response, error);
    };
    guard(async () => {
      try {
        await take({ functions, request, query: new URLSearchParams(search), parts: [] }, path, exchange);
      } catch (error) {
        fail(error);
      }
    })();
    return true;
  };
}

async function take(call: LambdaCall, path: string, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const { method = 'GET' } = request;
  const operation = operationAt(method, path);
  if (!operation) throw refusalOf(method, path);
  const { name, parts } = operation;
  const named = { ...call, parts };
  if (name === 'Invoke') invoke(named, exchange);
  else if (name === 'InvokeAsync') invokeAsync(named, exchange);
  else {
    request.resume();
    answer(response, 200, JSON.stringify(await readNamed(name)(named)));
  }
}

/** Functions come from the stacks, so every operation that would change one is refused. */
function refusalOf(method: string, path: string): LambdaFault {
  if (method === 'GET' || method === 'HEAD')
    return new LambdaFault(404, 'UnknownOperationException', `No such operation: ${method} ${path}`);
  const text = 'The engine runs the functions of stacks/: change them there and start it again.';
  return new LambdaFault(403, 'AccessDeniedException', text);
}
