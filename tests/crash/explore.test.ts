import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProtectionName } from '#shared/faults/protections/protection';
import { IS_FULL } from '#tests/support/full';
import { readText } from '#tests/support/source-files';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';
import { type Exploration, explore } from '#tools/chaos/explore/explore';
import { isOfLie } from '#tools/chaos/explore/finding';
import { FORMS, MAIN_ROUTES } from '#tools/chaos/explore/forms/all';
import { startLab } from '#tools/chaos/explore/start-lab';
import { PROTECTION_NAMES, turnOff } from '#tools/chaos/explore/unprotected';
import { INVARIANTS } from '#tools/fault-docs/invariants';
import { experimentsAt, rowsOf } from './explored-rows.ts';

const ROUTES = IS_FULL ? MAIN_ROUTES : ['PUT /inventory/{menu_id}'];
const MINUTES = 8;
const WITHOUT = IS_FULL ? PROTECTION_NAMES : (['row_lock'] as const);
const MINUTE_MS = 60_000;

const OWN_RULES: Readonly<Partial<Record<ProtectionName, string>>> = {
  idempotency_key: 'idempotency',
  breaker: 'breaker',
};

type Lab = Awaited<ReturnType<typeof startLab>>;

function exploring(lab: Lab, routes: readonly string[], minutes: number, stopsAtFinding = false) {
  const untilMs = performance.now() + minutes * MINUTE_MS;
  return explore({
    lab,
    forms: FORMS.filter(({ route }) => routes.includes(route)),
    clock: { leftMs: () => untilMs - performance.now() },
    seed: 1,
    stopsAtFinding,
    say: (line) => console.log(line),
  });
}

const rows = rowsOf(readText('docs/reliability.md'));
let lab: Lab;
let exploration: Exploration;

beforeAll(async () => {
  lab = await startLab({ dynamodb: DYNAMODB });
});
afterAll(() => lab?.[Symbol.asyncDispose]());

test('answers and stores agree, whatever fails at whichever call', async () => {
  exploration = await exploring(lab, ROUTES, MINUTES);

  expect(exploration.findings.filter((finding) => !isOfLie(finding))).toEqual([]);
  expect(exploration.results.filter(({ isReached }) => isReached).length).toBeGreaterThan(40);
});

if (IS_FULL) {
  test('every row of the crash table is reached, by nobody having named it', () => {
    expect(rows.length).toBeGreaterThan(35);
    expect(rows.filter((row) => experimentsAt(row, exploration.results).length === 0)).toEqual([]);
  });
}

test.each(WITHOUT)('without %s a counter-example is found', async (protection) => {
  await using own = IS_FULL ? await startLab({ dynamodb: DYNAMODB }) : undefined;
  const where = own ?? lab;
  await turnOff(where.system.urls, protection, Date.now() + 30 * MINUTE_MS);

  const { findings } = await exploring(where, ['POST /orders'], 4, true);

  // What no store shows is a rule of the exploration.
  const { rule = OWN_RULES[protection] } = INVARIANTS[protection];
  expect(findings.filter((finding) => !isOfLie(finding)).map((finding) => finding.rule)).toContain(rule);
});
