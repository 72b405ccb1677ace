import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MODES } from '#shared/faults/modes/all';
import { latency } from '#shared/faults/modes/latency';
import { allPoints } from '#stacks/points';
import { MODE_NOTES } from './mode-notes.ts';
import { faultsPage } from './page.ts';

const names = MODES.map(({ name }) => name);

test('every mode has its notes, and every note its mode', () => {
  expect(Object.keys(MODE_NOTES).toSorted()).toEqual(names.toSorted());
});

test('each alert of a note is one of docs/alerts.md, and none both fires and stays silent', () => {
  const alerts = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'alerts.md'), 'utf8');
  const known = [...alerts.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
  const named = Object.values(MODE_NOTES).flatMap(({ fires, silent }) => [...fires, ...silent]);
  const both = names.filter((name) => {
    const { fires = [], silent = [] } = MODE_NOTES[name] ?? {};
    return silent.some((alert) => fires.some((each) => each === alert));
  });

  expect(named.map((text) => text.split(/\W/)[0]).filter((name) => !known.includes(name))).toEqual([]);
  expect(both).toEqual([]);
});

test('a mode without notes has what its file says', async () => {
  const points = await allPoints();
  const page = faultsPage([{ ...latency, name: 'hold_up', summary: 'It takes longer.' }], points);

  expect(page).toContain(
    '## hold_up\n\nIt takes longer.\n\n- **Where:** every point\n- **When:** `before`, `after`\n',
  );
  expect(page).not.toContain('Alerts that fire:');
});

test('a page says where a mode acts by whole ports, and what its parameters may be', async () => {
  const page = faultsPage(MODES, await allPoints());

  expect(page).toMatch(
    /## throttled\n[^#]*\*\*Where:\*\* `user\.users\.\*`, `order\.orders\.\*`, `order\.reader\.find`, /,
  );
  expect(page).toMatch(
    /## cpu\n[^#]*\*\*Where:\*\* `user\.handler`, `restaurant\.handler`, `order\.handler`, `order\.consumer`\n/,
  );
  expect(page).toContain('`ms` (integer, above 0 to 60000)');
});
