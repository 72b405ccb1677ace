import { expect, inject, test } from 'vitest';
import { CORS_HEADERS } from '#shared/http/cors';
import { send } from '#tests/support/api/client';

test('an API that is not deployed to LocalStack is 503 with the command that deploys', async () => {
  const url = `${inject('ssmEndpoint')}/_aws/execute-api/missing/local/orders`;

  const answer = await send('GET', url, { documented: false, headers: { 'x-request-id': 'mine' } });

  expect(answer.status).toBe(503);
  expect(answer.headers).toMatchObject({ ...CORS_HEADERS, 'x-request-id': 'mine' });
  expect(answer.body).toEqual({
    detail: 'Nothing is deployed to LocalStack; run npm run localstack:up',
    code: 'dependency_unavailable',
    request_id: 'mine',
  });
});
