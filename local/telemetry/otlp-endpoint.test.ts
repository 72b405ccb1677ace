import { expect, test } from 'vitest';
import { readSettings } from '#shared/cli/settings';
import { OtlpVariables } from './otlp-endpoint.ts';

const headersIn = (text: string) =>
  readSettings(OtlpVariables, { OTEL_EXPORTER_OTLP_HEADERS: text }).OTEL_EXPORTER_OTLP_HEADERS;

test.each([
  ['api-key=secret', { 'api-key': 'secret' }],
  [' Api-Key = secret , x-team=a%20b%2Cc ', { 'api-key': 'secret', 'x-team': 'a b,c' }],
  ['authorization=Basic YQ==', { authorization: 'Basic YQ==' }],
  ['a=1,,b=,', { a: '1', b: '' }],
  ['a=1,a=2', { a: '2' }],
  ['  ', undefined],
])('%j is read as headers', (text, headers) => {
  expect(headersIn(text)).toEqual(headers);
});

test.each([
  's3cret',
  'api-key:s3cret',
  '=s3cret',
  'a b=s3cret',
  'api-key=s3cret%0D%0Ax: y',
  'api-key=s3cret%zz',
])('%j is refused in a sentence without the value', (text) => {
  const refused = (): unknown => headersIn(text);
  expect(refused).toThrow(/OTEL_EXPORTER_OTLP_HEADERS.*name=value/);
  expect(refused).not.toThrow(/s3cret/);
});
