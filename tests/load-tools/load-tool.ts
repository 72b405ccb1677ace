import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServiceUrls } from '#tests/support/api/urls';
import { ROOT } from '#tests/support/source-files';
import type { Scenario } from './scenarios.ts';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A load tool that the documents name: how it runs a scenario from the root of the repository. */
export type LoadTool = (scenario: Scenario) => Command;

export type Variables = Readonly<Record<string, string>>;

/**
 * As little load as shows the verdict. At 70 %, none of eleven payments failing is already no chance. The limit of time is
 * for a machine that does much else.
 */
const SMALL: Variables = {
  USERS: '3',
  DURATION: '1s',
  STOCK: '15',
  FAIL_PERCENT: '70',
  DELAY_MS: '500',
  P95_MS: '30000',
};

export const addresses = ({ user, restaurant, order }: ServiceUrls): Variables => ({
  USER_URL: user,
  RESTAURANT_URL: restaurant,
  ORDER_URL: order,
});

/** The gateway alone, whatever the environment of the tests names. */
export const addressOfGateway = (url: string): Variables => ({
  GATEWAY_URL: url,
  USER_URL: '',
  RESTAURANT_URL: '',
  ORDER_URL: '',
});

/** One run of a scenario, as a terminal would start it: a process group that Ctrl-C reaches as a whole. */
export class ToolRun {
  output = '';
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(tool: LoadTool, scenario: Scenario, variables: Variables) {
    const { program, args, env } = tool(scenario);
    this.#process = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...SMALL, ...env, ...variables },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (text: Buffer): void => {
      this.output += text;
    };
    this.#process.stdout?.on('data', keep);
    this.#process.stderr?.on('data', keep);
    this.#ended = once(this.#process, 'close');
  }

  async exitCode(): Promise<number | null> {
    await this.#ended;
    return this.#process.exitCode;
  }

  pressCtrlC(): void {
    process.kill(-(this.#process.pid ?? 0), 'SIGINT');
  }
}
