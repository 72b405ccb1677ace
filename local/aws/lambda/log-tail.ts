import { open, stat } from 'node:fs/promises';

/** Lambda returns this much of the end of an invocation's log. */
const MOST_BYTES = 4_096;

export const sizeOf = async (file: string): Promise<number> =>
  (await stat(file).catch(() => undefined))?.size ?? 0;

interface Report {
  readonly requestId: string;
  readonly runMs: number;
  readonly memoryMb: number;
}

/**
 * Returns the end of what a function logged, between the lines that Lambda adds, in base64. Environments share the file
 * of their function, so lines of calls at the same time are in it too.
 * @param from size of the file before the call
 */
export async function logTail(file: string, from: number, report: Report): Promise<string> {
  const { requestId, runMs, memoryMb } = report;
  const grown = await grownBy(file, from);
  const text = Buffer.concat([
    Buffer.from(`START RequestId: ${requestId} Version: $LATEST\n`),
    grown,
    Buffer.from(
      `END RequestId: ${requestId}\n` +
        `REPORT RequestId: ${requestId}\tDuration: ${runMs.toFixed(2)} ms\t` +
        `Billed Duration: ${Math.ceil(runMs)} ms\tMemory Size: ${memoryMb} MB\n`,
    ),
  ]);
  return text.subarray(-MOST_BYTES).toString('base64');
}

async function grownBy(file: string, from: number): Promise<Buffer> {
  const size = await sizeOf(file);
  // a file that has become shorter was started anew
  const start = Math.max(size < from ? 0 : from, size - MOST_BYTES);
  const handle = await open(file).catch(() => undefined);
  if (!handle) return Buffer.alloc(0);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
