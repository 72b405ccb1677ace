import type { SlowLines } from '#load/plan/phases';
import type { LoadPlan } from '#load/plan/plan';
import type { ProtectionName } from '#shared/faults/protections/protection';
import type { WrittenRule } from '#shared/faults/rules/rule';
import type { ServiceName } from '#shared/services';
import type { Mechanism } from './mechanism.ts';

/** What a phase must keep to. */
export interface Limits {
  /** The most requests that may end in a 5xx or without an answer. */
  readonly failedPercent: number;
  /** From the intended send until the answer. */
  readonly p95Ms: number;
}

/** A share of the answers of one step that the scenario asks for. */
export interface ExpectedAnswers {
  readonly phase: 'steady' | 'fault' | 'recovery';
  /** Step of a journey: `place-order`. */
  readonly step: string;
  /** What is answered: `201 failed`. */
  readonly outcome: string;
  readonly leastPercent?: number;
  readonly mostPercent?: number;
}

/** What is wrong while the fault is on, for people and programs that look for it. */
export interface GroundTruth {
  readonly service: ServiceName;
  /** Where it acts: `order.payments.charge`. */
  readonly point: string;
  readonly mechanism: Mechanism;
  /** What shows in each signal, a sentence each. */
  readonly symptoms: { readonly traces: string; readonly metrics: string; readonly logs: string };
  readonly alerts: {
    /** Names of shipped alerts, and how long after the fault began each must fire at the latest. */
    readonly fire: readonly { readonly name: string; readonly withinSeconds: number }[];
    readonly quiet: readonly string[];
  };
  readonly remedy: string;
}

/** The protection without which the scenario must fail, and the check that must then say so. */
export interface NegativeControl {
  readonly protection: ProtectionName;
  /** Name of a rule of the oracle, or of a check of the report. */
  readonly turnsRed: string;
}

/** Load, faults and limits under one name. */
export interface Scenario {
  /** Name on the command line. */
  readonly name: string;
  /** What happens and what must hold, in one sentence. */
  readonly summary: string;
  /** One of the six that the system was described with. */
  readonly isDocumented?: true;
  readonly load: Omit<LoadPlan, 'urls' | 'seed' | 'loop' | 'history' | 'request_ids' | 'latency_limit_ms'>;
  /** Journeys that begin per second, in an open loop. */
  readonly rate: number;
  /** Length of the phases. */
  readonly seconds: { readonly steady: number; readonly fault: number; readonly recovery: number };
  /** Portions of each menu at the start. @default 100,000 */
  readonly stock?: number;
  /** Slow lines of clients, in the phase `fault` and in no other. */
  readonly slowLines?: SlowLines;
  /** On in the phase `fault` and in no other. */
  readonly faults: readonly WrittenRule[];
  /** The load does not pause when the fault begins and ends: what it leaves behind is part of the scenario. */
  readonly isContinuous?: true;
  readonly limits: { readonly steady: Limits; readonly fault?: Limits; readonly recovery: Limits };
  readonly answers?: readonly ExpectedAnswers[];
  readonly truth: GroundTruth;
  readonly control: NegativeControl;
}

export const defineScenario = (scenario: Scenario): Scenario => scenario;
