import type { PythonProgram } from './install.ts';

/** An emulator of AWS to which the stacks can be deployed. */
export interface Emulator extends PythonProgram {
  /** Python module to run. */
  readonly module: string;
  readonly healthPath: string;
  /**
   * @param work folder for its data while it runs
   * @param cache folder for files that the next start may reuse
   */
  variables(port: number, work: string, cache: string): Readonly<Record<string, string>>;
}
