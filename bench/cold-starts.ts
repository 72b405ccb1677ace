import { Environment } from '#local/runtime/environment';
import type { FunctionSpec } from '#local/runtime/invocation';
import { median } from './summary.ts';

export interface ColdStart {
  readonly name: string;
  /** The median of several starts. */
  readonly initMs: number;
}

const ROUNDS = 3;

/** Measures one after the other, so that none waits for the processor of another. */
export async function measureColdStarts(
  functions: Readonly<Record<string, FunctionSpec>>,
  compileCache: string,
): Promise<ColdStart[]> {
  const coldStarts: ColdStart[] = [];
  for (const [name, spec] of Object.entries(functions)) {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measureColdStart(spec, compileCache));
    coldStarts.push({ name, initMs: median(rounds) });
  }
  return coldStarts;
}

/** Milliseconds from the start of the process until it requests its first event. */
export function measureColdStart(spec: FunctionSpec, compileCache: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let initMs: number | undefined;
    const environment = new Environment(
      spec,
      { compileCache },
      {
        free() {
          initMs = environment.initMs;
          environment.kill({ type: 'idle', message: 'measured' });
        },
        gone: ({ message }) => (initMs === undefined ? reject(new Error(message)) : resolve(initMs)),
      },
    );
  });
}
