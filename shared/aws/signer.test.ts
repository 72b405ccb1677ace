import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { expect, test } from 'vitest';
import type { AwsService } from './place.ts';
import { createSigner } from './signer.ts';

type Secret = string | ArrayBuffer | ArrayBufferView;

class Sha256 {
  readonly #hash;
  constructor(secret?: Secret) {
    this.#hash = secret ? createHmac('sha256', secret as string | Uint8Array) : createHash('sha256');
  }
  update(data: Secret): void {
    this.#hash.update(data as string | Uint8Array);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const HEADERS = {
  host: 'dynamodb.eu-north-1.amazonaws.com',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'DynamoDB_20120810.PutItem',
};

/** AWS's own signer, which also signs the hash of the body as a header unless it is there. */
async function signedByAws(
  service: AwsService,
  place: { readonly region: string; readonly sessionToken?: string },
  headers: Readonly<Record<string, string>>,
  body: string,
  at: Date,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({
    service,
    region: place.region,
    credentials: { ...KEYS, ...place },
    sha256: Sha256,
    applyChecksum: false,
  });
  const request = { method: 'POST', protocol: 'https:', hostname: HEADERS.host, path: '/', query: {} };
  const signed = await signer.sign({ ...request, headers, body }, { signingDate: at });
  return signed.headers as Record<string, string>;
}

const DAYS = ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z', '2026-02-28T07:08:09.012Z'];

test.each<[string, AwsService, object, Readonly<Record<string, string>>, string]>([
  ['a small body', 'dynamodb', {}, HEADERS, '{"TableName":"orders"}'],
  ['no body', 'sqs', {}, HEADERS, ''],
  ['text of all kinds', 'ssm', {}, HEADERS, JSON.stringify({ Value: '후라이드 "치킨" \u0000 🍗 é' })],
  ['a session', 'dynamodb', { sessionToken: 'IQoJb3JpZ2luX2VjEJ//token==' }, HEADERS, '{}'],
  ['another region', 'sqs', { region: 'cn-north-1' }, HEADERS, '{}'],
  ['headers in any order', 'dynamodb', {}, { 'x-amz-z': '1', ...HEADERS, 'a-b': 'x y' }, '{}'],
])('%s is signed as by AWS’s own signer, on any day', async (_what, service, more, headers, body) => {
  const place = { region: 'eu-north-1', ...more };
  const sign = createSigner(service, { ...KEYS, ...place });

  for (const day of [...DAYS, ...DAYS]) {
    const at = new Date(day);
    expect(sign('/', headers, body, at)).toEqual(await signedByAws(service, place, headers, body, at));
  }
});
