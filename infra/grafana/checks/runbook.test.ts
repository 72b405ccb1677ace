import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alertRules } from '../src/alert-rules.ts';
import { rulesFile } from '../src/rules.ts';
import { INFRA } from './shipped.ts';

const runbook = readFileSync(join(INFRA, '..', 'docs', 'alerts.md'), 'utf8');
const sections = runbook.split(/^## /m).slice(1);

test('each alert is explained, in the order of the rules, and no other', () => {
  expect(sections.map((section) => section.split('\n')[0])).toEqual(alertRules().map(({ name }) => name));
});

test('each explanation says how bad it is, how to set it off, and what to do', () => {
  const severities = Object.fromEntries(alertRules().map(({ name, severity }) => [name, severity]));

  for (const section of sections) {
    const [name = '', , text = ''] = section.split('\n');
    expect(text, name).toMatch(new RegExp(`^\\*${severities[name]}\\.\\*`));
    expect(section).toMatch(/\*\*Set it off:\*\*[\s\S]+\*\*Do:\*\*/);
  }
});

test('each alert leads to its explanation', () => {
  const links = [...rulesFile().matchAll(/runbook: docs\/alerts\.md#(\w+)/g)].map(([, anchor]) => anchor);

  expect(links).toEqual(alertRules().map(({ name }) => name.toLowerCase()));
});

test('tests can have every alert sooner', () => {
  const [usual, quick] = [alertRules(), alertRules({ speed: 60 })];

  expect(usual[0]?.expr).toContain('[3600s]');
  expect(quick[0]?.expr).toContain('[60s]');
  expect([usual[0]?.forSeconds, quick[0]?.forSeconds]).toEqual([60, 1]);
});
