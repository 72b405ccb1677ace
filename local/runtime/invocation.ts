/** What the engine must know of a function to run it. */
export interface FunctionSpec {
  /** The name in AWS, such as `food-delivery-local-order-place-order`. */
  readonly name: string;
  /** The folder with the deployed code. */
  readonly directory: string;
  /** `<file without extension>.<export>` */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** A runtime of its own (`provided.*`), which speaks the Runtime API over TCP. @default our Node bootstrap */
  readonly command?: readonly [string, ...string[]];
}

export interface Invocation {
  readonly id: string;
  /** The event as JSON text. */
  readonly event: string;
  readonly deadlineMs: number;
  readonly arn: string;
  readonly traceId: string;
}

export interface Failure {
  /** As Lambda names it: `Sandbox.Timedout`, `Runtime.ExitError`, … or the name of the error that was thrown. */
  readonly type: string;
  readonly message: string;
}

export type Outcome =
  | { readonly ok: true; readonly payload: Buffer }
  | ({ readonly ok: false; readonly payload?: Buffer } & Failure);

/** Lambda's limit for a synchronous invocation, both ways: 6 MB and a little for the envelope. */
export const MAX_PAYLOAD_BYTES = 6_291_556;

/** Reads what a runtime reports about an error; never throws. */
export function parseFailure(payload: Buffer, fallbackType: string): Failure {
  try {
    const { errorType, errorMessage } = JSON.parse(payload.toString());
    return { type: String(errorType ?? fallbackType), message: String(errorMessage ?? '') };
  } catch {
    return { type: fallbackType, message: payload.toString('utf8', 0, 200) };
  }
}
