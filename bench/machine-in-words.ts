/** What a machine is, without which no figure can be compared. */
export interface Machine {
  readonly cpus: number;
  readonly model: string;
  readonly memory_bytes: number;
  readonly platform: string;
  readonly node: string;
}

const BYTES_PER_GIB = 2 ** 30;

/** A machine in one line, for every report. */
export const machineInWords = ({ cpus, model, memory_bytes, platform, node }: Machine): string =>
  `${cpus} cores of ${model}, ${(memory_bytes / BYTES_PER_GIB).toFixed(0)} GiB, ${platform}, Node ${node}`;
