/** Everything the engine needs to run a function. */
export interface FunctionSpec {
  /** Name in AWS, such as `food-delivery-local-order-place-order`. */
  readonly name: string;
  /** Folder with the deployed code. */
  readonly directory: string;
  /** Handler in the form `<file without extension>.<export>`. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Command of a custom runtime (`provided.*`), which uses the Runtime API over TCP. @default the Node bootstrap */
  readonly command?: readonly [string, ...string[]];
}

export interface Invocation {
  readonly id: string;
  /** The event as JSON text. */
  readonly event: string;
  readonly deadlineMs: number;
  readonly arn: string;
  readonly traceId: string;
  /** @default none is sent */
  readonly switchesVersion?: string | undefined;
}

export interface Failure {
  /** Error type of Lambda (`Sandbox.Timedout`, `Runtime.ExitError`, …) or the name of the thrown error. */
  readonly type: string;
  readonly message: string;
}

export type Outcome =
  | { readonly ok: true; readonly payload: Buffer }
  | ({ readonly ok: false; readonly payload?: Buffer } & Failure);

/** Lambda's limit for the request and the response of a synchronous invocation: 6 MB plus 100 bytes of envelope. */
export const MAX_PAYLOAD_BYTES = 6_291_556;

/** Reads a runtime's error report; never throws. */
export function parseFailure(payload: Buffer, fallbackType: string): Failure {
  try {
    const { errorType, errorMessage } = JSON.parse(payload.toString());
    return { type: String(errorType ?? fallbackType), message: String(errorMessage ?? '') };
  } catch {
    return { type: fallbackType, message: payload.toString('utf8', 0, 200) };
  }
}
