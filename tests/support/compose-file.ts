import { dirname, join, normalize } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { readText } from './source-files.ts';

/** The part of the Compose file format that is used here; a key that is not in it is a slip of the pen. */
const Service = z.strictObject({
  image: z.string().optional(),
  build: z
    .object({ context: z.string(), additional_contexts: z.record(z.string(), z.string()).default({}) })
    .optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()),
  volumes: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()).min(2),
      interval: z.string(),
      timeout: z.string(),
      retries: z.int(),
    })
    .optional(),
  tmpfs: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
  restart: z.literal('unless-stopped').optional(),
});
const Borrowed = z.strictObject({
  extends: z.strictObject({ file: z.string(), service: z.string() }),
  profiles: z.array(z.string()),
});
const ComposeFile = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), z.union([Service, Borrowed])),
  volumes: z.record(z.string(), z.null()),
});

export interface ComposeService extends z.infer<typeof Service> {
  /** Profiles with which the service starts; it always starts if there are none. */
  readonly profiles: readonly string[];
}

export interface Compose {
  readonly name: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, null>>;
}

/** Reads a file as Compose does: a service of another file comes with that file's paths. */
export function readCompose(file: string): Compose {
  const { name, services, volumes } = ComposeFile.parse(parse(readText(file)));
  const entries = Object.entries(services).map(([key, service]): [string, ComposeService] => {
    if (!('extends' in service)) return [key, { ...fromRoot(service, dirname(file)), profiles: [] }];
    const { file: other, service: its } = service.extends;
    const lender = readCompose(join(dirname(file), other)).services[its];
    if (!lender) throw new Error(`${other} has no service ${its}`);
    return [key, { ...lender, profiles: service.profiles }];
  });
  return { name, services: Object.fromEntries(entries), volumes };
}

function fromRoot(service: z.infer<typeof Service>, folder: string): z.infer<typeof Service> {
  const volumes = service.volumes?.map((mount) =>
    mount.startsWith('.') ? `./${normalize(join(folder, mount))}` : mount,
  );
  return { ...service, ...(volumes && { volumes }) };
}

/** Lists mounts `source:target:ro` whose source is a file or folder of this repository. */
export const ownMounts = ({ volumes = [] }: ComposeService): { source: string; target: string }[] =>
  volumes
    .map((mount) => mount.split(':'))
    .filter(([source = '']) => source.startsWith('./'))
    .map(([source = '', target = '']) => ({ source, target }));
