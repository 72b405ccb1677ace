import http from 'node:http';
import { text } from 'node:stream/consumers';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import type { StoreAnswer } from './lacked-actions.ts';

const UNAVAILABLE = 503;
const { accessKeyId, region } = LOCAL_IDENTITY;
const SCOPE = `${accessKeyId}/20260101/${region}/dynamodb/aws4_request`;

/** Calls an action of a store at a port that `fetch` refuses to open. Rejects if there is no answer. */
export function askStore(origin: URL, agent: http.Agent, action: string, body: Buffer): Promise<StoreAnswer> {
  return new Promise((answered, failed) => {
    const call = http.request(origin, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': body.length,
        'x-amz-target': `DynamoDB_20120810.${action}`,
        'x-amz-date': '20260101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE}, SignedHeaders=host, Signature=0`,
      },
    });
    call.on('response', (answer) =>
      text(answer).then((all) => answered({ status: answer.statusCode ?? UNAVAILABLE, body: all }), failed),
    );
    call.on('error', failed);
    call.end(body);
  });
}
