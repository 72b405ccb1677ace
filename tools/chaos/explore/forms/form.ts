import type { OwnSystem } from '#lab/own-system';
import type { WrittenRule } from '#shared/faults/rules/rule';
import type { Evidence } from '../evidence.ts';
import type { Answer } from '../send.ts';

/** The system under exploration, and who asks. */
export interface Lab {
  readonly system: OwnSystem;
  readonly buyer: Buyer;
}

export interface Buyer {
  /** What tells its name from that of others. */
  readonly name: string;
  readonly id: number;
  readonly token: string;
}

/** What one experiment has for itself, so that its end can be told from all others. */
export interface Own {
  /** Id of its request; of the n-th where there are several, `<id>.<n>`. */
  readonly id: string;
  /** From 1, another one for each experiment. */
  readonly number: number;
}

/** Headers of the n-th request of an experiment, from 0. */
export type HeadersOf = (at?: number) => Readonly<Record<string, string>>;

/** How an experiment ended. */
export interface End {
  readonly end: string;
  /** What else only this experiment has touched, as the oracle names it: `menu 4`. */
  readonly subjects?: readonly string[];
  /** The claim that the problem is about. @default that answers and stores agree */
  readonly rule?: string;
  /** The orders that came of it, tombstones too where they are known. */
  readonly orderIds: readonly number[];
  /** What contradicts the answers, or each other. */
  readonly problem?: string | undefined;
}

export interface Judged {
  readonly own: Own;
  readonly prepared: Prepared;
  readonly answers: readonly Answer[];
  /** How often each request was done: twice, where a fault repeats the whole of it. */
  readonly times: number;
  /** Order ids that the traces name. */
  readonly traced: readonly number[];
  /** How often a rule of the n-th request was held against a call. */
  held(at: number, ruleId: string): number;
  /** Whether what was done makes the answer say nothing about the end. */
  readonly mayBeUnknown: boolean;
}

/** What is there before the request: an order, where the request is about one. */
export interface Prepared {
  readonly orderId?: number;
}

/** One form of a request: with a key, beyond the stock, twice. */
export interface Form {
  /** Method and path, as the tables of routes have them. */
  readonly route: string;
  /** What is special about it; empty for the usual form. */
  readonly variant: string;
  /** Whether it is asked as it is, and alone: no fault is aimed at it. */
  readonly isPlain?: boolean;
  /** Status of its answer where nothing goes wrong. */
  readonly expects: number;
  prepare?(lab: Lab, own: Own): Promise<Prepared>;
  /** Sends the request, or several. The faults travel with the first. */
  ask(lab: Lab, own: Own, headersOf: HeadersOf, prepared: Prepared): Promise<readonly Answer[]>;
  /** Rules that it sends itself, in place of strikes. */
  rules?(): readonly WrittenRule[];
  /** The same in a test: lines that send the request as `buyer` with the headers `faults`, and look at the answer. */
  readonly script: readonly string[];
  /** Holds the answers against the stores. */
  judge(judged: Judged, evidence: Evidence, lab: Lab): End;
}

export const formName = ({ route, variant }: Form): string =>
  variant === '' ? route : `${route}, ${variant}`;
