import { once } from 'node:events';
import { request } from 'node:http';
import {
  type CostAgainstControl,
  type CostContext,
  type Difference,
  measureAgainstControl,
} from './against-control.ts';

const CONSOLE: Difference = {
  what: 'console',
  changed: {},
  base: {},
  begin: ({ urls }) => lookAt(urls.engine),
};

/** Measures what it costs that a page of the console is open, with what it reads from the stores meanwhile. */
export const measureConsole = (folder: string, context: CostContext): Promise<CostAgainstControl> =>
  measureAgainstControl(folder, CONSOLE, context);

/** Reads the stream of the console as a page does. */
async function lookAt(engineUrl: string): Promise<Disposable> {
  const look = request(`${engineUrl}/console/events`);
  look.end();
  const [frames] = await once(look, 'response');
  frames.resume();
  return { [Symbol.dispose]: () => look.destroy() };
}
