import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FaultyProxy extends AsyncDisposable {
  readonly url: string;
  /** Each is used up by one transaction: its answer is lost after it was carried out, or it is refused. */
  readonly faults: ('lost_answer' | 'conflict')[];
}

const CONFLICT = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
  Message: 'Transaction cancelled',
  CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }, { Code: 'None' }],
});

/** A proxy before DynamoDB that fails transactions as a network and other writers do. */
export async function startFaultyProxy(targetUrl: string): Promise<FaultyProxy> {
  const { hostname, port } = new URL(targetUrl);
  const faults: FaultyProxy['faults'] = [];

  function serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url: path, headers } = incoming;
    const fault = String(headers['x-amz-target']).endsWith('TransactWriteItems') ? faults.shift() : undefined;
    if (fault === 'conflict') {
      incoming.resume();
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(CONFLICT);
      return;
    }
    const upstream = forward({ hostname, port, method, path, headers }, (answer) => {
      if (fault === 'lost_answer') {
        answer.resume().on('end', () => incoming.socket.destroy());
      } else {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      }
    });
    incoming.pipe(upstream);
  }

  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
