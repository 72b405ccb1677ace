import { conclusionOf } from './conclusion.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import type { LoadResult, Section } from './load-result.ts';
import { withoutAnswer } from './outcome.ts';
import type { Sample } from './sample.ts';
import { StepMeters, type StepName } from './step-meters.ts';

const MS_PER_SECOND = 1_000;
const US_PER_MS = 1_000;
const MS_PER_TENTH = 100;
const TENTHS = 10;
const NO_SOCKET = withoutAnswer('no_socket');

/** Times of `performance.now()`. */
export interface EndedRequest extends StepName {
  readonly outcome: string;
  readonly section: OpenSection;
  readonly dueMs: number;
  readonly sentMs: number | undefined;
  readonly endedMs: number;
}

/** The part of the load in which a request began. */
export interface OpenSection {
  readonly name: string;
  readonly startedAtMs: number;
  readonly meters: StepMeters;
}

/** Counts what happens, in memory that does not grow with the length of the load. */
export class Recorder {
  readonly #second = new StepMeters();
  readonly #lateInSecond = new LatencyHistogram();
  readonly #late = new LatencyHistogram();
  readonly #sections: OpenSection[] = [];
  /** A time of `performance.now()`. */
  readonly startedMs = performance.now();
  readonly #startedAtMs = Date.now();
  readonly #cpuAtStart = process.cpuUsage();
  #cpu = this.#cpuAtStart;
  #sampledMs = this.startedMs;
  #peakRssBytes = 0;
  readonly #counts = { begun: 0, dropped: 0, sent: 0 };
  #counted = { ...this.#counts };
  inFlight = 0;

  /** Begins a section; requests that begin from now on belong to it. */
  begin(name: string): void {
    this.#sections.push({ name, startedAtMs: Date.now(), meters: new StepMeters() });
  }

  get section(): OpenSection {
    const last = this.#sections.at(-1);
    if (!last) throw new Error('no section has begun');
    return last;
  }

  get elapsedMs(): number {
    return performance.now() - this.startedMs;
  }

  count(what: 'begun' | 'dropped' | 'sent'): void {
    this.#counts[what]++;
  }

  late(ms: number): void {
    this.#lateInSecond.record(Math.max(0, ms));
  }

  ended({ outcome, section, dueMs, sentMs, endedMs, ...name }: EndedRequest): void {
    const sinceSent = sentMs === undefined ? undefined : endedMs - sentMs;
    for (const meters of [this.#second, section.meters]) {
      meters.of(name).record(outcome, endedMs - dueMs, sinceSent);
    }
  }

  /** The figures since the last sample. */
  sample(level: number): Sample {
    const nowMs = performance.now();
    const cpu = process.cpuUsage();
    const rss = process.memoryUsage.rss();
    this.#peakRssBytes = Math.max(this.#peakRssBytes, rss);
    const sample: Sample = {
      second: inTenths(nowMs - this.startedMs),
      seconds: inTenths(nowMs - this.#sampledMs),
      at_ms: Date.now(),
      section: this.section.name,
      level,
      begun: this.#counts.begun - this.#counted.begun,
      dropped: this.#counts.dropped - this.#counted.dropped,
      sent: this.#counts.sent - this.#counted.sent,
      in_flight: this.inFlight,
      all: this.#second.all(),
      steps: this.#second.steps(),
      late_ms: this.#lateInSecond.percentiles(),
      cpu_share: cpuShare(this.#cpu, cpu, nowMs - this.#sampledMs),
      rss_bytes: rss,
    };
    this.#late.add(this.#lateInSecond);
    this.#lateInSecond.reset();
    this.#second.reset();
    this.#cpu = cpu;
    this.#sampledMs = nowMs;
    this.#counted = { ...this.#counts };
    return sample;
  }

  /** Call it after the last sample. */
  result(seed: number, latencyLimitMs: number): LoadResult {
    const sum = new StepMeters();
    for (const { meters } of this.#sections) sum.add(meters);
    const all = sum.all();
    const late = this.#late.percentiles();
    const { begun, dropped, sent } = this.#counts;
    const noSocket = all.outcomes[NO_SOCKET] ?? 0;
    return {
      ...conclusionOf({ begun, dropped, lateP99Ms: late.p99, noSocket, latencyLimitMs }),
      seed,
      started_at_ms: this.#startedAtMs,
      seconds: this.elapsedMs / MS_PER_SECOND,
      ...{ begun, dropped, sent, all },
      steps: sum.steps(),
      sections: this.#sections.map(sectionOf),
      late_ms: late,
      cpu_share: cpuShare(this.#cpuAtStart, process.cpuUsage(), this.elapsedMs),
      peak_rss_bytes: this.#peakRssBytes,
    };
  }
}

const sectionOf = ({ name, startedAtMs, meters }: OpenSection): Section => ({
  name,
  started_at_ms: startedAtMs,
  all: meters.all(),
  steps: meters.steps(),
});

const inTenths = (ms: number): number => Math.round(ms / MS_PER_TENTH) / TENTHS;

function cpuShare(before: NodeJS.CpuUsage, after: NodeJS.CpuUsage, elapsedMs: number): number {
  const usedUs = after.user + after.system - before.user - before.system;
  return elapsedMs > 0 ? usedUs / US_PER_MS / elapsedMs : 0;
}
