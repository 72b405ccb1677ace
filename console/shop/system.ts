/** A page of another part of the system. */
export interface Elsewhere {
  readonly name: string;
  readonly text: string;
  readonly url: string;
}

/** What the server knows about the rest of the system, written into the page. */
export interface SystemData {
  readonly pages: readonly Elsewhere[];
  /** Prefixes of the services at this origin. */
  readonly prefixes: readonly string[];
}

const DATA = document.getElementById('system')?.textContent;

/** Written by the server of this very page. */
export const SYSTEM: SystemData = DATA ? JSON.parse(DATA) : { pages: [], prefixes: [] };

const urlOf = (part: string): string | undefined => SYSTEM.pages.find(({ name }) => name === part)?.url;
const [TRACES, CONSOLE] = [urlOf('traces'), urlOf('engine')];

/** Address of a trace; undefined where traces are not kept or not reachable. */
export const traceUrl = (traceId: string): string | undefined => TRACES && `${TRACES}/${traceId}`;

/** Address of the life of an order, in the console. */
export const orderUrl = (orderId: number): string | undefined =>
  CONSOLE && `${CONSOLE}?panel=order&chosen=${orderId}`;
