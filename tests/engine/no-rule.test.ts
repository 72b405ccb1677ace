import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { awsJsonClient } from '#local/http/aws-json';
import { passOn } from '#local/http/pass-on';
import { isChaosPath } from '#shared/faults/chaos-key';
import { createApi, send, type TestUser } from '#tests/support/api/client';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { bad, eventVariables, FUNCTIONS, good, hasBad, run } from './sample-events.ts';

/** An engine between whose functions and Parameter Store every read of switches is counted. */
interface Counted extends TemporaryEngine {
  /** Parameters that were read since the last call. */
  reads(): readonly string[];
}

/** Environments are frozen between invocations, and without the push would read the switches at each. */
const OPTIONS = { freeze: true, maxConcurrency: 1, log: 'silent' } as const;
const ALWAYS_DUE = { CHAOS_POLL_MS: '0' };

async function countedEngine(environment: Record<string, string>): Promise<Counted> {
  let target = '';
  let names: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.headers['x-amz-target'] === 'AmazonSSM.GetParameter')
      names.push(JSON.parse(body.toString()).Name);
    const unreachable = (): void => void response.destroy();
    passOn({ request, response, guard: (work) => work }, { origin: new URL(target), body, unreachable });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const started = await temporaryEngine({
    ...OPTIONS,
    environment: { ...ALWAYS_DUE, AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${port}`, ...environment },
  });
  target = started.engine.insideUrl;
  return {
    engine: started.engine,
    reads() {
      const since = names;
      names = [];
      return since;
    },
    async stop() {
      await started.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}

let on: Counted;
let off: Counted;
beforeAll(async () => {
  [on, off] = await Promise.all([countedEngine({}), countedEngine({ CHAOS_ENABLED: 'false' })]);
});
afterAll(() => Promise.all([on.stop(), off.stop()]));

/** What differs between two calls of any system. */
const OWN: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME'],
  [/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'TOKEN'],
  [/\buser-[\da-z]+-\d+-\d+\b/g, 'NAME'],
  [/\b[\da-f]{32}\b/g, 'TRACE'],
  [/\b\d{15}\b/g, 'ID'],
  [/\b(localhost|127\.0\.0\.1):\d{5}\b/g, 'ADDRESS'],
];

const pathOf = (name: string): string => JSON.parse(readFileSync(good(name), 'utf8')).path ?? '';
const ROUTES = FUNCTIONS.filter((name) => !isChaosPath(pathOf(name)));

test('with no rule set, every function returns the same bytes as with chaos off', async () => {
  const [ofOn, ofOff] = await Promise.all([on, off].map(({ engine }) => eventVariables(engine)));
  const answers = async (
    { engine }: Counted,
    variables: Record<string, string> | undefined,
    file: string,
    name: string,
  ) => {
    const answer = await run(engine, name, file, variables ?? {});
    return OWN.reduce((text, [own, word]) => text.replace(own, word), JSON.stringify(answer));
  };
  for (const name of ROUTES) {
    for (const file of hasBad(name) ? [good(name), bad(name)] : [good(name)]) {
      expect(await answers(on, ofOn, file, name), file).toBe(await answers(off, ofOff, file, name));
    }
  }
});

const SWITCHES = '/food-delivery/local/chaos/restaurant';
const BROKEN = { point: 'restaurant.menus.*', mode: 'exception' };
const menu = ({ engine }: Counted) => send('GET', `${engine.urls.restaurant}/menus/1`);
const order = async ({ engine }: Counted, buyer: TestUser) =>
  (await createApi(engine.urls).order(buyer, [{ menu_id: 1, quantity: 1 }])).status;

describe('an environment reads its switches', () => {
  let buyer: TestUser;
  beforeAll(async () => {
    buyer = await createApi(on.engine.urls).newUser();
  });
  beforeEach(() => void on.reads());

  test('never while no rule is set', async () => {
    for (let calls = 0; calls < 5; calls++) {
      expect([(await menu(on)).status, await order(on, buyer)]).toEqual([200, 201]);
    }

    expect(on.reads()).toEqual([]);
  });

  test('while a rule is on, which the command line set, and not once it is gone', async () => {
    const ssm = awsJsonClient('ssm', on.engine.urls.engine);
    const put = (value: object) =>
      ssm('PutParameter', { Name: SWITCHES, Value: JSON.stringify(value), Overwrite: true });

    await put({ rules: [{ id: 'broken', ...BROKEN }] });
    const during = [(await menu(on)).status, (await menu(on)).status];
    const readsOfRule = on.reads();
    await put({});
    const after = [(await menu(on)).status, (await menu(on)).status];

    expect([during, after]).toEqual([
      [503, 503],
      [200, 200],
    ]);
    // when it came, and before it acts: an invocation under way must not act by what was ended
    expect([new Set(readsOfRule), on.reads()]).toEqual([new Set([SWITCHES]), []]);
  });

  test('before it answers the first call after a rule was put or ended by REST', async () => {
    const url = `${on.engine.urls.restaurant}/chaos/broken`;

    expect((await send('PUT', url, { json: BROKEN })).status).toBe(200);
    expect((await menu(on)).status).toBe(503);
    expect((await send('DELETE', url)).status).toBe(204);
    expect((await menu(on)).status).toBe(200);
  });

  test('again once the Parameter Store is back, and keeps the last ones until then', async () => {
    const url = `${on.engine.urls.restaurant}/chaos/broken`;
    await send('PUT', url, { json: BROKEN });
    await menu(on);

    await on.engine.stopBackend('ssm');
    expect((await menu(on)).status).toBe(503);
    await on.engine.startBackend('ssm');
    await send('DELETE', url);

    expect((await menu(on)).status).toBe(200);
  });

  test('never where chaos is off', async () => {
    const stranger = await createApi(off.engine.urls).newUser();

    expect([(await menu(off)).status, await order(off, stranger)]).toEqual([200, 201]);
    expect(off.reads()).toEqual([]);
  });
});
