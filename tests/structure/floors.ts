import type { Import } from './imports.ts';

interface Plan {
  /** Rooms from the ground floor up. A room is a file or folder; it imports from floors below its own. */
  readonly floors: readonly (readonly string[])[];
  /** Imports allowed from outside, by the start of the importing path; the longest start counts. */
  readonly outside: Readonly<Record<string, readonly string[]>>;
}

/** Imports allowed inside `local/` and `stacks/`, and from there to the rest of the repository. */
export const PLANS: Readonly<Record<string, Plan>> = {
  local: {
    floors: [
      ['host', 'runtime'],
      ['http', 'template'],
      ['services', 'traces'],
      ['telemetry'],
      ['aws', 'console', 'gateway', 'path-router'],
      ['engine'],
      ['cli'],
      ['localstack', 'main.ts'],
    ],
    outside: {
      'local/': ['shared/'],
      'local/console/drills/': ['shared/', 'drills/', 'scenarios/mechanism.ts'],
      'local/console/load/': ['shared/', 'load/'],
      'local/console/scenarios/': ['shared/', 'scenarios/catalog/', 'scenarios/run/hold-system.ts'],
      'local/template/synthesise.ts': ['shared/', 'stacks/'],
      'local/template/system-stacks.ts': ['shared/', 'stacks/build.ts', 'stacks/bundles/'],
      'local/localstack/': ['shared/', 'stacks/parameter-defaults.ts'],
      'local/localstack/first-data.ts': ['shared/', 'functions/restaurant/adapters/migrations/'],
    },
  },
  stacks: {
    floors: [
      [
        'aws-sizes.ts',
        'account-options.ts',
        'parameter-defaults.ts',
        'parameters.ts',
        'platform.ts',
        'points.ts',
        'services.ts',
      ],
      ['bundles', 'local-platform.ts', 'openapi.ts', 'refuse-local-endpoint.ts', 'stage.ts'],
      ['build.ts', 'constructs', 'deploy-aws.ts', 'service-stack-props.ts'],
      ['aws-platform.ts', 'order-stack.ts', 'restaurant-stack.ts', 'user-stack.ts'],
      ['aws-platform-stack.ts'],
      ['app.ts'],
    ],
    outside: { 'stacks/': ['shared/', 'functions/'] },
  },
};

const roomOf = (path: string): string => path.split('/')[1] ?? '';

/** One sentence for each import that a plan forbids. */
export function forbiddenImports(imports: Iterable<Import>): string[] {
  return [...imports].flatMap(({ from, to }) => {
    const [folder = ''] = from.split('/');
    const plan = PLANS[folder];
    const why = plan && whyForbidden(plan, folder, from, to);
    return why === undefined ? [] : [`${from} must not import ${to}: ${why}`];
  });
}

function whyForbidden(plan: Plan, folder: string, from: string, to: string): string | undefined {
  if (!to.startsWith(`${folder}/`)) {
    const start = Object.keys(plan.outside)
      .filter((each) => from.startsWith(each))
      .reduce((longest, each) => (each.length > longest.length ? each : longest), '');
    const allowed = plan.outside[start] ?? [];
    return allowed.some((each) => to.startsWith(each)) ? undefined : `it may import ${allowed.join(', ')}`;
  }
  const [own, other] = [roomOf(from), roomOf(to)];
  if (own === other) return undefined;
  const floorOf = (room: string): number => plan.floors.findIndex((rooms) => rooms.includes(room));
  if (floorOf(own) < 0) return `${own} has no floor; give it one in tests/structure/floors.ts`;
  return floorOf(other) >= 0 && floorOf(other) < floorOf(own)
    ? undefined
    : `${other} is not on a floor below ${own}`;
}
