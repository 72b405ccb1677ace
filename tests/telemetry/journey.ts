import { expect } from 'vitest';
import { type SendOptions, uniqueName } from '#tests/support/api/client';
import { type TracedAnswer, TracedClient } from './client.ts';
import { RECOVERY } from './expected-traces.ts';
import { type TelemetryStack, until } from './stack.ts';
import type { Span } from './telemetry-file.ts';
import type { TracedSystem } from './traced-system.ts';
import { traceOf } from './tree.ts';

const ORDER = { items: [{ menu_id: 1, quantity: 2 }], address: 'a', phone: 'p' };

/** Calls of a client, with checks of their traces. */
export class Journey {
  readonly #stack: TelemetryStack;
  readonly #system: TracedSystem;
  readonly #client: TracedClient;
  readonly #expected = new Map<string, string>();

  constructor(stack: TelemetryStack, system: TracedSystem) {
    this.#stack = stack;
    this.#system = system;
    this.#client = new TracedClient(stack.endpoint);
  }

  /** @param path after the name of the service, such as `user/signup` */
  call(name: string, method: string, path: string, options: SendOptions = {}): Promise<TracedAnswer> {
    const [service = '', ...rest] = path.split('/');
    const base = this.#system.api.urls[service as 'user'];
    return this.#client.send(name, method, `${base}/${rest.join('/')}`, options);
  }

  async enter(): Promise<{ signedUp: TracedAnswer; loggedIn: TracedAnswer }> {
    const username = uniqueName();
    const json = { username, email: `${username}@example.com`, password: 'correct horse' };
    const signedUp = await this.call('sign up', 'POST', 'user/signup', { json });
    const loggedIn = await this.call('log in', 'POST', 'user/login', { json });
    return { signedUp, loggedIn };
  }

  placeOrder(token: string, { quantity = 2, key = '' } = {}): Promise<TracedAnswer> {
    const json = { ...ORDER, items: [{ menu_id: 1, quantity }] };
    const headers = key === '' ? {} : { 'idempotency-key': key };
    return this.call('place order', 'POST', 'order/orders', { token, json, headers });
  }

  setFault(service: string, fault: string, json: unknown): Promise<TracedAnswer> {
    return this.call(`set ${fault}`, 'POST', `${service}/chaos/${fault}`, { json });
  }

  spansOf({ traceId }: { traceId: string }): Span[] {
    return this.#stack.file.spans().filter((span) => span.traceId === traceId);
  }

  /** Waits for a trace to be just this: every span below its parent, and no other. */
  async expectTrace(answer: { traceId: string }, expected: string, withinMs?: number): Promise<void> {
    await until(
      () => expect(traceOf(this.spansOf(answer))).toEqual({ tree: expected, orphans: [] }),
      withinMs,
    );
    this.#expected.set(answer.traceId, expected);
  }

  /** Waits for recovery to have looked at a message once: in a trace of its own, and just this. */
  async expectInspection(sender: { spanId: string }, expected: string, withinMs?: number): Promise<void> {
    const inspections = (): string[] => {
      const spans = this.#stack.file.spans();
      const isLinked = ({ links }: Span): boolean => links.some(({ spanId }) => spanId === sender.spanId);
      const found = spans.filter((span) => span.name === 'inspect message' && isLinked(span));
      return found.map((span) => traceOf([span, ...descendantsOf(span, spans)]).tree);
    };
    await until(() => expect(inspections()).toEqual([expected]), withinMs);
  }

  /** The message that this call left for recovery. */
  messageOf(answer: { traceId: string }): Span {
    const [sent, ...more] = this.spansOf(answer).filter(({ kind }) => kind === 'PRODUCER');
    if (!sent || more.length > 0) throw new Error(`${more.length + 1} messages were sent to ${RECOVERY}`);
    return sent;
  }

  /** Expects that no trace has changed since its check. Call it when no more spans can arrive. */
  expectNoMore(): void {
    for (const [traceId, expected] of this.#expected)
      expect(traceOf(this.spansOf({ traceId }))).toEqual({ tree: expected, orphans: [] });
  }
}

function descendantsOf({ spanId }: Span, spans: readonly Span[]): Span[] {
  const children = spans.filter(({ parentSpanId }) => parentSpanId === spanId);
  return children.flatMap((child) => [child, ...descendantsOf(child, spans)]);
}
