import { expect, test } from 'vitest';
import { TIMING } from '#functions/order/domain/timing';
import { SOURCE_FILES } from '#tests/support/source-files';

const DEFINITION = /^functions\/order\/domain\/timing(\.test)?\.ts$/;
/** Where the times of the order protocol are read. */
const READERS =
  /^(functions\/order\/|simulation\/(?!scaling\/)|oracle\/rule|tools\/redrive|shared\/(db|queue)\/|stacks\/|tests\/stores\/(order|recovery))/;
/** Times of other things that happen to be as long as one of the protocol's, by file and name. */
const OTHER_TIMES = new Set([
  'functions/order/adapters/http-service.ts halfOpenAfterMs', // an open breaker
  'functions/order/adapters/http-service.test.ts timeoutMs', // calls of the test
  'functions/order/domain/place-order-keys.test.ts nowMs', // time that passes in the test
  'simulation/history.ts BREAKERS_CLOSE_MS', // longer than a breaker stays open
  'simulation/order-service.ts EPOCH_MS',
  'stacks/aws-platform-stack.ts MIGRATION_SECONDS', // one run of the migration
  'stacks/constructs/aws-alarms.ts SLOW_MS', // latency that raises an alarm
  'stacks/stage.ts chaosPollMs', // age of fault switches
]);

/** A second is the length of much else. */
const values = new Set<number>(Object.values(TIMING).filter((ms) => ms !== 1_000));
const ASSIGNED =
  /\b(?!TTL_)(\w*(?:Ms|_MS)|[sS]econds|\w+(?:Seconds|_SECONDS))\b(?:: number)?\s*(?:=|:|\+=)(?:\s*\(\) =>)?\s*([\d_]+)\b(?! \*)/g;

/** Names given a number of milliseconds or seconds that is one of the protocol's times. */
const restatedIn = (text: string): string[] =>
  [...text.matchAll(ASSIGNED)].flatMap(([, name = '', digits = '']) => {
    const number = Number(digits.replaceAll('_', ''));
    return values.has(/seconds/i.test(name) ? number * 1_000 : number) ? [name] : [];
  });

/** Names of the protocol given a number of their own. */
const renamedIn = (text: string): string[] =>
  [...text.matchAll(/\b(\w+Ms)\s*[:=]\s*[\d_]+\b/g)].flatMap(([, name = '']) =>
    name in TIMING ? [name] : [],
  );

const product = SOURCE_FILES.filter(({ path }) => !DEFINITION.test(path));

test('no file restates a time of the order protocol', () => {
  const found = product
    .filter(({ path }) => READERS.test(path))
    .flatMap(({ path, text }) => restatedIn(text).map((name) => `${path} ${name}`))
    .filter((place) => !OTHER_TIMES.has(place));

  expect(found, 'read TIMING of functions/order/domain/timing.ts').toEqual([]);
});

test('a name of the protocol gets its number in timing.ts only', () => {
  const found = product.flatMap(({ path, text }) => renamedIn(text).map((name) => `${path} ${name}`));

  expect(found, 'read TIMING of functions/order/domain/timing.ts').toEqual([]);
});

test.each([
  ['const REQUEST_TIMEOUT_MS = 2_000;', ['REQUEST_TIMEOUT_MS']],
  ['{ visibilityMs: 25_000 }', ['visibilityMs']],
  ['{ timeoutSeconds: 20 }', ['timeoutSeconds']],
  ['clock.nowMs += 25_000;', ['nowMs']],
  ['(remainingMs = () => 10_000)', ['remainingMs']],
  ['const SKIP_MS = 500;', []],
])('%s restates %j', (text, names) => {
  expect(restatedIn(text)).toEqual(names);
});
