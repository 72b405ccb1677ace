import type { Call } from './calls.ts';
import type { Fault } from './proxy.ts';

/** A fault planned for one point of one function's work on one order. */
export interface Strike {
  /** Key of the function, such as `order/cancel-order`. */
  readonly function: string;
  readonly point: string;
  readonly fault: Fault;
  /** Whether the function cannot reach this dependency from this point on. */
  readonly forGood?: boolean;
}

/** One order on its path, and its faults. */
export class CrashCase {
  /** Its first call in the name of this case carries it; recovery inherits it. */
  readonly requestId: string;
  readonly strikes: readonly Strike[];
  /** Known once a message about it was sent. */
  orderId: number | undefined;
  /** Every call so far, as `function: point`. */
  readonly calls: { readonly function: string; readonly point: string }[] = [];
  readonly #struck = new Map<Strike, { pid: number; count: number; at: number }>();

  constructor(requestId: string, strikes: readonly Strike[]) {
    this.requestId = requestId;
    this.strikes = strikes;
  }

  hasStruck(strike: Strike): boolean {
    return this.#struck.has(strike);
  }

  /** The points of a function in the order of its first calls. */
  pointsOf(name: string): string[] {
    const calls = this.calls.filter((call) => call.function === name);
    return [...new Set(calls.map(({ point }) => point))];
  }

  faultOf(call: Call, pid: number, name: string): Fault | undefined {
    this.calls.push({ function: name, point: call.point });
    return this.strikes.find((strike) => strike.function === name && this.#strikes(strike, call, pid))?.fault;
  }

  #strikes(strike: Strike, call: Call, pid: number): boolean {
    const struck = this.#struck.get(strike);
    if (struck && strike.forGood) return dependencyOf(strike) === call.dependency;
    if (strike.point !== call.point) return false;
    const now = performance.now();
    if (!struck) {
      this.#struck.set(strike, { pid, count: 1, at: now });
      return true;
    }
    // A client's second attempt at the same call meets the same fault; a later call does not.
    const isSameCall = struck.pid === pid && struck.count === 1 && now - struck.at < RETRY_WITHIN_MS;
    if (!isSameCall) return false;
    struck.count++;
    return true;
  }
}

const RETRY_WITHIN_MS = 1_000;
const dependencyOf = ({ point }: Strike): string | undefined => point.split(' ')[0];

/** Finds out to which case a call belongs: by its order, by its request, or by what its process was at. */
export class CaseBook {
  readonly #byRequest = new Map<string, CrashCase>();
  readonly #byOrder = new Map<number, CrashCase>();
  readonly #byProcess = new Map<number, CrashCase>();

  add(crashCase: CrashCase): CrashCase {
    this.#byRequest.set(crashCase.requestId, crashCase);
    return crashCase;
  }

  readonly faultOf = (call: Call): Fault | undefined => {
    const { caller, orderId, requestId } = call;
    if (!caller) return undefined;
    const found =
      orderId === undefined && requestId === undefined
        ? this.#byProcess.get(caller.pid)
        : (this.#byOrder.get(orderId ?? 0) ?? this.#byRequest.get(requestId ?? ''));
    if (!found) {
      this.#byProcess.delete(caller.pid);
      return undefined;
    }
    this.#byProcess.set(caller.pid, found);
    if (orderId !== undefined && found.orderId === undefined) {
      found.orderId = orderId;
      this.#byOrder.set(orderId, found);
    }
    return found.faultOf(call, caller.pid, caller.function);
  };
}
