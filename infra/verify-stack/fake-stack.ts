import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { readStackSettings, type Settings } from './settings.ts';

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
}

/** Returns the JSON to answer; undefined for a 404. */
export type Answers = (asked: Asked) => unknown;

/** Starts one server in place of every component, for tests of the checks: it returns the given answers. */
export async function startFakeStack(
  answers: Answers,
): Promise<AsyncDisposable & { readonly settings: Settings; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const question = { path: pathname, query: searchParams, authorization: request.headers.authorization };
    asked.push(question);
    const answer = answers(question);
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(answer === undefined ? 'not here' : JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = String((server.address() as AddressInfo).port);
  const names = ['TEMPO', 'LOKI', 'PROMETHEUS', 'GRAFANA', 'OTLP_HTTP', 'USER', 'RESTAURANT', 'ORDER'];
  const ports = Object.fromEntries(names.map((name) => [`${name}_PORT`, port]));
  return {
    settings: readStackSettings({ STACK_HOST: '127.0.0.1', ...ports, VERIFY_SECONDS: '0.05' }),
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
