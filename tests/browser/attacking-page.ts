import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

export interface Attack {
  /** Name in messages. */
  readonly name: string;
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const Attempt = z.object({
  name: z.string(),
  /** Status of an answer that the page may read; absent if it got none. */
  status: z.number().optional(),
  body: z.string().optional(),
});
export type Attempt = z.infer<typeof Attempt>;

export interface AttackingPage extends AsyncDisposable {
  readonly url: string;
  /** The page's attempts to read, with their results. */
  readonly report: Promise<readonly Attempt[]>;
}

/** Serves a page at a stranger's name that tries these attacks and reports. */
export async function serveAttackingPage(attacks: readonly Attack[]): Promise<AttackingPage> {
  const { promise: report, resolve, reject } = Promise.withResolvers<readonly Attempt[]>();
  const script = await readFile(join(import.meta.dirname, 'attack.js'), 'utf8');
  const data = JSON.stringify(attacks).replaceAll('<', '\\u003c');
  const html = `<!doctype html><body><script type="application/json" id="attacks">${data}</script><script>${script}</script>`;
  const server = createServer((request, response) => {
    if (request.url !== '/report') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
      return;
    }
    text(request)
      .then((body) => resolve(z.array(Attempt).parse(JSON.parse(body))))
      .catch(reject);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://evil.example:${(server.address() as AddressInfo).port}/`,
    report,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
