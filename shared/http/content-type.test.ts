import { expect, test } from 'vitest';
import { parseContentType } from './content-type.ts';

const read = (text: string) => {
  const found = parseContentType(text);
  return found && [found.mediaType, Object.fromEntries(found.parameters)];
};

test.each([
  ['application/json', 'application/json', {}],
  ['APPLICATION/Json', 'application/json', {}],
  ['application/json;charset=utf-8', 'application/json', { charset: 'utf-8' }],
  ['application/json ; charset=utf-8', 'application/json', { charset: 'utf-8' }],
  ['application/json\t;\tCHARSET=UTF-8 ', 'application/json', { charset: 'UTF-8' }],
  ['application/json; charset="utf-8"', 'application/json', { charset: 'utf-8' }],
  ['application/json; charset="u\\tf-8"; v=1', 'application/json', { charset: 'utf-8', v: '1' }],
  ['application/json; q="a;b=\\"c"', 'application/json', { q: 'a;b="c' }],
  ['application/json;', 'application/json', {}],
  ['application/json; ;charset=utf-8;', 'application/json', { charset: 'utf-8' }],
  ['application/vnd.api+json; version=1', 'application/vnd.api+json', { version: '1' }],
  ['multipart/form-data; boundary=----x', 'multipart/form-data', { boundary: '----x' }],
])('%j is read', (text, mediaType, parameters) => {
  expect(read(text)).toEqual([mediaType, parameters]);
});

test.each([
  '',
  'json',
  'application/',
  '/json',
  'application/json charset=utf-8',
  'application/json; charset = utf-8',
  'application/json; charset',
  'application/json; charset="utf-8',
  'application/json; charset=utf-8; Charset=euc-kr',
  'application/json, application/json',
  'application/js\u00f6n',
])('%j is no content type', (text) => {
  expect(read(text)).toBeUndefined();
});
