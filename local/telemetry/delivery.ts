import { messageOf } from '#shared/error-message';

/** Port of OTLP over gRPC; OTLP/HTTP has the next one. */
const GRPC_PORT = '4317';
const PROBE_WITHIN_MS = 2_000;
const NO_SPANS = '{}';

/** Whether telemetry reaches the other receiver. A failure is reported once, with its reason. */
export class Delivery {
  readonly #endpoint: URL;
  readonly #report: (text: string) => void;
  readonly #headers: Readonly<Record<string, string>>;
  #isReported = false;
  #problem: string | undefined;

  constructor(endpoint: URL, report: (text: string) => void, headers: Readonly<Record<string, string>> = {}) {
    this.#headers = headers;
    this.#endpoint = endpoint;
    this.#report = report;
  }

  /** The reason why the last post failed; undefined if it did not, or if the reason is not known yet. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Takes the outcome of a post. */
  note(taken: boolean): void {
    if (taken) {
      this.#problem = undefined;
      this.#isReported = false;
    } else if (!this.#isReported) {
      this.#isReported = true;
      void this.#explain();
    }
  }

  async #explain(): Promise<void> {
    const reason = await this.#probe();
    if (reason === undefined || !this.#isReported) return;
    const { origin, port } = this.#endpoint;
    const wayOut = port === GRPC_PORT ? '; 4317 is gRPC, try 4318' : '';
    this.#problem = `${origin} takes no OTLP/HTTP JSON (${reason})${wayOut}`;
    this.#report(`telemetry cannot be delivered: ${this.#problem}`);
  }

  /** Posts nothing, to learn why posts fail. Returns undefined if it is taken. */
  async #probe(): Promise<string | undefined> {
    try {
      const { ok, status } = await fetch(`${this.#endpoint.href.replace(/\/$/, '')}/v1/traces`, {
        method: 'POST',
        headers: { ...this.#headers, 'content-type': 'application/json' },
        body: NO_SPANS,
        signal: AbortSignal.timeout(PROBE_WITHIN_MS),
      });
      return ok ? undefined : `it answered ${status}`;
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      return messageOf(cause instanceof Error && cause.message ? cause : error);
    }
  }
}
