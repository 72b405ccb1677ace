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

/**
 * Links to the pages of the other parts of the system, on the host that the browser named: a page may be opened by a name
 * of this machine that only its network knows. Empty where nothing is known.
 * @param own name of the part that shows them
 */
export function systemLinks(
  pages: readonly SystemPage[] | undefined,
  own: string,
  host: string | undefined,
): string {
  const hostname = HOST.exec(host ?? '')?.[1];
  if (hostname === undefined) return '';
  const items = (pages ?? [])
    .filter(({ name, thisMachineOnly }) => name !== own && (!thisMachineOnly || THIS_MACHINE.test(hostname)))
    .map(({ text, port, path }) => `<li><a href="http://${hostname}:${port}${path}">${text}</a></li>`);
  return items.length === 0 ? '' : `<h2>The rest of the system</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}
