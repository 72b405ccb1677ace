import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '#local/engine/engine';
import { awsJsonClient } from '#local/http/aws-json';
import { removeDataDir } from '#local/services/remove-data-dir';
import { createServiceTokens } from '#shared/auth/tokens';
import { mapValues } from '#shared/map-values';
import { createApi } from '#tests/support/api/client';
import type { Known } from './attack.ts';
import type { PortName } from './ports.ts';

const HOST = fileURLToPath(new URL('./host.ts', import.meta.url));

/** Memory and sockets of the engine's process, after a garbage collection. */
export interface Vitals {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly sockets: number;
}

type Ready = Pick<Engine, 'urls' | 'backends'> & { readonly serviceTokenSecret: string };

const portOf = (url: string): number => Number(new URL(url).port);

export class AttackedEngine implements AsyncDisposable {
  readonly ports: Readonly<Record<PortName, number>>;
  readonly known: Known;
  readonly #child: ChildProcess;
  readonly #dataDir: string;
  readonly #serviceTokenSecret: string;

  private constructor(child: ChildProcess, dataDir: string, ready: Ready, known: Known) {
    const { urls, backends } = ready;
    this.#child = child;
    this.#dataDir = dataDir;
    this.known = known;
    this.#serviceTokenSecret = ready.serviceTokenSecret;
    this.ports = {
      ...mapValues(urls, portOf),
      sqs: portOf(backends.sqs),
      dynamodb: portOf(backends.dynamodb),
    };
  }

  static async start(): Promise<AttackedEngine> {
    const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-attacked-'));
    const child = fork(HOST, [dataDir], {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(`the engine ended while starting: ${code}`);
    });
    const [ready] = (await Promise.race([once(child, 'message'), failed])) as [Ready];
    failed.catch(() => undefined);
    return new AttackedEngine(child, dataDir, ready, await firstData(ready));
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The end of the process, in words. */
  get ending(): string {
    return `the engine ended with ${this.#child.signalCode ?? this.#child.exitCode}`;
  }

  /** Signs a token as the order service does for the restaurant service. */
  serviceToken(): Promise<string> {
    return createServiceTokens(this.#serviceTokenSecret).sign('restaurant');
  }

  async vitals(): Promise<Vitals> {
    const answered = once(this.#child, 'message');
    this.#child.send('vitals');
    return (await answered)[0];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isAlive) {
      const ended = once(this.#child, 'exit');
      this.#child.send('stop');
      await ended;
    }
    await removeDataDir(this.#dataDir);
  }
}

async function firstData({ urls, backends }: Ready): Promise<Known> {
  const api = createApi(urls);
  const buyer = await api.newUser();
  const order = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
  const queue = await awsJsonClient('sqs', backends.sqs)('CreateQueue', { QueueName: 'attack' });
  return { token: buyer.token, userId: buyer.id, orderId: order.body.id, queueUrl: String(queue.QueueUrl) };
}
