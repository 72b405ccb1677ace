import type { Inspected } from './inspected.ts';

export interface CallFrame {
  functionName: string;
  url: string;
  /** From 0. */
  lineNumber: number;
  columnNumber: number;
}

/** Something that used processor time or memory. */
export interface Sampled {
  readonly frame: CallFrame;
  /** Milliseconds or bytes of the frame alone. */
  readonly own: number;
}

/** A profile as the inspector gives it, whose frames may be changed, and what its frames used. */
export interface Profile {
  readonly content: object;
  readonly samples: readonly Sampled[];
}

/** One kind of profile. */
export interface ProfileKind {
  readonly extension: string;
  readonly unit: string;
  start(target: Inspected): Promise<unknown>;
  stop(target: Inspected): Promise<Profile>;
}

const SAMPLE_MICROSECONDS = 200;
const SAMPLE_BYTES = 16_384;
const US_PER_MS = 1_000;
const BYTES_PER_KB = 1_000;

interface CpuNode {
  readonly id: number;
  readonly callFrame: CallFrame;
}

interface CpuProfile {
  readonly nodes: readonly CpuNode[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

const cpu: ProfileKind = {
  extension: 'cpuprofile',
  unit: 'ms',
  async start(target) {
    await target.call('Profiler.enable');
    await target.call('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
    await target.call('Profiler.start');
  },
  async stop(target) {
    const { profile } = await target.call<{ profile: CpuProfile }>('Profiler.stop');
    const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
    const own = new Map<CallFrame, number>();
    // A sample stands for the time until the next one.
    profile.samples.forEach((id, i) => {
      const frame = frames.get(id) as CallFrame;
      own.set(frame, (own.get(frame) ?? 0) + (profile.timeDeltas[i + 1] ?? 0) / US_PER_MS);
    });
    return { content: profile, samples: [...own].map(([frame, ms]) => ({ frame, own: ms })) };
  },
};

interface HeapNode {
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly children: readonly HeapNode[];
}

/** Everything that was allocated, whether it is still in use or not. */
const heap: ProfileKind = {
  extension: 'heapprofile',
  unit: 'kB',
  start: (target) =>
    target.call('HeapProfiler.startSampling', {
      samplingInterval: SAMPLE_BYTES,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    }),
  async stop(target) {
    const { profile } = await target.call<{ profile: { head: HeapNode } }>('HeapProfiler.stopSampling');
    const nodes = [profile.head];
    for (const { children } of nodes) nodes.push(...children);
    const samples = nodes.map(({ callFrame, selfSize }) => ({
      frame: callFrame,
      own: selfSize / BYTES_PER_KB,
    }));
    return { content: profile, samples };
  },
};

export const PROFILE_KINDS = { cpu, heap };
