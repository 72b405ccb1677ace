import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { inScript, oneFilePage } from './one-file-page.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>\u2028\u0000 `|]]>';
const sha256 = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const page = oneFilePage({
  title: HOSTILE,
  script: 'document.title = "</script>";',
  style: 'main { color: red; }',
  place: 'page',
  withoutScript: HOSTILE,
  data: { id: 'data', json: JSON.stringify({ text: HOSTILE }) },
});

test('data in a page cannot end its element, and is read back as it was', () => {
  const text = inScript(JSON.stringify({ text: HOSTILE }));

  expect(text).not.toMatch(/[<>\u2028]/);
  expect(JSON.parse(text)).toEqual({ text: HOSTILE });
});

test('the policy permits the script and the style that are inside, and nothing else', () => {
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  const [, script] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
  const [, style] = /<style>(.*?)<\/style>/s.exec(page) ?? [];

  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    `style-src ${sha256(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('a hostile text ends no element', () => {
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toContain('<img');
});
