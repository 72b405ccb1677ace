import * as z from 'zod';

/** A page on another port of the running system. */
const SystemPage = z.object({
  /** Name of what it belongs to: a service, `gateway`, `engine`. */
  name: z.string(),
  text: z.string(),
  port: z.int(),
  path: z.string(),
  /** Whether only browsers of this machine reach it. */
  thisMachineOnly: z.boolean(),
});
export type SystemPage = z.infer<typeof SystemPage>;

/** Variables of a function that shows the page at `/`: where the rest of the system is, if that is known. */
export const RootPageEnv = z.object({
  SYSTEM_PAGES: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(SystemPage))
    .optional(),
});

/** A `Host` that a link may be made of: nothing in it ends an attribute. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;
const THIS_MACHINE = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d+){3}|\[::1\])$/i;

/** A page that the browser reaches. */
export interface ReachablePage extends Pick<SystemPage, 'name' | 'text'> {
  readonly url: string;
}

/**
 * Pages of the other parts of the system, on the host that the browser named: a page may be opened by a name of this
 * machine that only its network knows. Empty where nothing is known.
 * @param own name of the part that shows them
 */
export function reachablePages(
  pages: readonly SystemPage[] | undefined,
  own: string,
  host: string | undefined,
): ReachablePage[] {
  const hostname = HOST.exec(host ?? '')?.[1];
  if (hostname === undefined) return [];
  return (pages ?? [])
    .filter(({ name, thisMachineOnly }) => name !== own && (!thisMachineOnly || THIS_MACHINE.test(hostname)))
    .map(({ name, text, port, path }) => ({ name, text, url: `http://${hostname}:${port}${path}` }));
}

/** The same as a list of links; empty where there are none. */
export function systemLinks(...of: Parameters<typeof reachablePages>): string {
  const items = reachablePages(...of).map(({ url, text }) => `<li><a href="${url}">${text}</a></li>`);
  return items.length === 0 ? '' : `<h2>The rest of the system</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}
