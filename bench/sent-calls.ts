import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import type { AwsPlace } from '#shared/aws/place';

/** A call of AWS as it was sent. */
export interface SentCall {
  /** Such as `PutItem`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An answer that every client of ours can read: nothing was found, and what was written is empty. */
const ANSWER = JSON.stringify({ Attributes: {} });

/** Runs `work` with a place that answers every call and does nothing. @returns what was sent there, in order */
export async function sentCalls(work: (place: AwsPlace) => Promise<unknown>): Promise<readonly SentCall[]> {
  const calls: SentCall[] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    calls.push({ operation, input: (await json(request)) as SentCall['input'] });
    response.end(ANSWER);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await work({ ...LOCAL_IDENTITY, secretAccessKey: 'local', url: new URL(`http://127.0.0.1:${port}`) });
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return calls;
}
