import { beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { EngineError } from '#local/host/engine-error';
import { send } from '#tests/support/api/client';
import { addresses, addressOfGateway, type LoadTool, ToolRun, type Variables } from './load-tool.ts';
import { CALM, FAULTY, type Scenario } from './scenarios.ts';
import { thievingGateway } from './thieving-gateway.ts';

const MENU_OF_THE_THIEF = 5;
/** JMeter on a machine that does much else compiles for half a minute. */
const START_TIMEOUT_MS = 90_000;
const LONG = { DURATION: '10m' };

/**
 * What each tool must show: all six pass, a system that loses stock does not, and Ctrl-C leaves no fault behind.
 * @param open opens the tool; the tests are left out where it throws an EngineError, with its message
 */
export function testLoadTool(open: () => LoadTool | Promise<LoadTool>, ...tags: string[]): void {
  const urls = inject('urls');
  let opened: LoadTool | EngineError;
  beforeAll(async () => {
    try {
      opened = await open();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      opened = error;
    }
  });
  beforeEach(({ skip }) => {
    if (opened instanceof EngineError) skip(opened.message);
  });

  function start(scenario: Scenario, variables: Variables): ToolRun {
    if (opened instanceof EngineError) throw opened;
    return new ToolRun(opened, scenario, { ...addresses(urls), ...variables });
  }
  async function expectPass(scenario: Scenario, menuId: number): Promise<void> {
    const run = start(scenario, { MENU_ID: String(menuId) });
    expect(await run.exitCode(), run.output).toBe(0);
  }
  async function faultsOf(scenario: Scenario): Promise<readonly unknown[]> {
    const service = scenario === 'payment-failure' ? urls.order : urls.user;
    const { body } = await send('GET', `${service}/chaos`);
    return body.rules;
  }

  test.concurrent.for(CALM.map((scenario, i) => [scenario, i + 1] as const))(
    '%s passes',
    { tags },
    ([scenario, menuId]) => expectPass(scenario, menuId),
  );

  test.concurrent('a system that loses stock does not pass', { tags }, async () => {
    await using gateway = await thievingGateway(urls, MENU_OF_THE_THIEF);
    const run = start('cancel-and-reorder', {
      ...addressOfGateway(gateway.url),
      MENU_ID: String(MENU_OF_THE_THIEF),
      SETTLE: '1',
    });

    expect(await run.exitCode(), run.output).not.toBe(0);
    expect(run.output).toMatch(/✗ stock sold is the portions of confirmed orders/);
    expect(run.output).toMatch(/✓ no order is left pending/);
  });

  test.concurrent.for([
    ['USERS', 'many', 'a whole number from 1 to 999999999'],
    ['USER_URL', 'nope', 'an address such as http://localhost:8001'],
    ['GATEWAY_URL', 'ftp://x', 'an address such as http://localhost:8001'],
  ] as const)('%s=%s is refused with what is allowed', { tags }, async ([name, value, allowed]) => {
    const run = start('cache-effect', { [name]: value });

    expect(await run.exitCode(), run.output).not.toBe(0);
    expect(run.output).toContain(`${name} is "${value}", allowed: ${allowed}`);
  });

  test.for(FAULTY)('%s passes, and leaves no fault behind', { tags }, async (scenario) => {
    await expectPass(scenario, 1);

    expect(await faultsOf(scenario)).toEqual([]);
  });

  test('Ctrl-C switches the fault off', { tags }, async () => {
    const run = start('payment-failure', LONG);
    await expect.poll(() => faultsOf('payment-failure'), { timeout: START_TIMEOUT_MS }).not.toEqual([]);

    run.pressCtrlC();

    expect(await run.exitCode(), run.output).not.toBe(0);
    expect(await faultsOf('payment-failure')).toEqual([]);
  });
}
