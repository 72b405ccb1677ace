import { EXIT } from '#shared/cli/program';
import type { ReadHistory } from '../console/orders/order-routes.ts';
import type { RunProgram } from './programs.ts';

const PROGRAM = 'tools/trace-order.ts';

/** Reads orders with `npm run trace-order`. */
export const orderHistory =
  (runProgram: RunProgram): ReadHistory =>
  async (orderId) => {
    const { exitCode, stdout, stderr } = await runProgram(PROGRAM, [orderId, '--json']);
    if (exitCode === EXIT.ok) return stdout;
    if (exitCode === EXIT.no) return undefined;
    throw new Error(stderr.trim() || `${PROGRAM} printed nothing`);
  };
