import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJsonFile } from './read-json-file.ts';

/** As npm runs a script: in the folder of the project, with the folder of the user in a variable. */
const npmIn = (folder: string) => ({
  INIT_CWD: folder,
  npm_package_json: join(process.cwd(), 'package.json'),
});

test('a file is named from the folder of the user, and may begin with a byte order mark', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'json-'));
  writeFileSync(join(folder.path, 'faults.json'), '\uFEFF[{"service":"sqs"}]\r\n');

  expect(readJsonFile('faults.json', npmIn(folder.path))).toEqual([{ service: 'sqs' }]);
});

test.each([
  ['{"a":1,"a":2}', 'faults.json has the same key twice'],
  ['latency: on', 'faults.json is not valid JSON'],
])('%s is refused in one sentence', (text, sentence) => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'json-'));
  writeFileSync(join(folder.path, 'faults.json'), text);

  expect(() => readJsonFile('faults.json', npmIn(folder.path))).toThrow(sentence);
});

test('a file that is not there, or is a folder, is refused in one sentence', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'json-'));

  expect(() => readJsonFile('none.json', npmIn(folder.path))).toThrow(/^none.json cannot be read \(ENOENT/);
  expect(() => readJsonFile('.', npmIn(folder.path))).toThrow(/^. cannot be read \(EISDIR/);
});
