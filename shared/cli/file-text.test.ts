import { expect, test } from 'vitest';
import { textOfFile } from './file-text.ts';

const TEXT = '{"name":"치킨"}';
const utf16 = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16, little end first', utf16],
  ['UTF-16, big end first', Buffer.from(utf16).swap16()],
])('the text of a file in %s', (_, bytes) => {
  expect(textOfFile(bytes)).toBe(TEXT);
});

test('an empty file is an empty text', () => {
  expect(textOfFile(new Uint8Array())).toBe('');
});
