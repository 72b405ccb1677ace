import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { leftToTheFullForm } from '#tests/support/long-files';
import { namesWhatIsLeftOut } from '#tests/support/programs/left-out';
import { tags } from '#tests/support/programs/needs';
import { target } from '#tests/support/targets/target';

/** unit: beside the code, no processes. engine: real child processes, and whole engines that a test starts itself. stores: adapters on the real stores.
 * simulation: the order protocol under seeded faults. system: the whole system over HTTP, the same files on every target. crash: the system killed,
 * cut off and started again. faults: the system under load and every rule. attacks: generated requests at every port. browser: a page of another origin, in a real
 * Chromium. recipes: the changes that CONTRIBUTING.md describes, made in a copy of the tree. telemetry: what the real collector and Prometheus receive.
 * scenarios: short scenarios, with the protections without which they must fail, runners that are killed, and a drill.
 * newcomer: the lines of the README, pasted into a fresh clone. load-tools: the documented scenarios, by the tools that the documents name.
 * docker: what docker-compose.yml and the Dockerfile start. bench: that the bench notices what became slower, and a short soak. */
export default defineConfig({
  plugins: [namesWhatIsLeftOut],
  test: {
    tags,
    // Programs that tests start compile the same files again and again.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
    exclude: [...configDefaults.exclude, ...leftToTheFullForm],
    // Most files wait for processes to start, stop and recover; one worker a core would leave the cores idle.
    maxWorkers: 3,
    // A condition that is waited for says that something comes, not how fast: machines and their disks are shared.
    expect: { poll: { timeout: 20_000 } },
    coverage: {
      provider: 'v8',
      // The domain, and the shell around it. Adapters, pages and bundles are tested on real stores and processes.
      include: ['functions/*/domain/**/*.ts', 'shared/{http,faults,auth,queue}/*.ts'],
      exclude: ['**/*.test.ts', 'shared/http/shell.ts'],
      reporter: ['text-summary'],
      thresholds: { 'functions/*/domain/**': { lines: 95 }, 'shared/**': { lines: 95 } },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{functions,shared,stacks,oracle,testing,tools,bench,load,infra,scenarios,drills,console}/**/*.test.ts',
            'tests/{stacks,structure}/**/*.test.ts',
            'tests/support/**/*.test.ts',
          ],
          env: { CDK_VALIDATION: 'false', POWERTOOLS_LOG_LEVEL: 'SILENT' },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['{local,tests/cli,tests/engine}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'stores',
          include: ['tests/{stores,oracle}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'simulation', include: ['simulation/**/*.test.ts'], testTimeout: 600_000 },
      },
      {
        extends: true,
        test: {
          name: 'system',
          globalSetup: 'tests/system/global-setup.ts',
          include: ['tests/system/**/*.test.ts'],
          exclude: [...target.leftOut],
          testTimeout: 60_000 * target.slowness,
          hookTimeout: 120_000 * target.slowness,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'recipes',
          include: ['tests/recipes/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'crash',
          include: ['tests/crash/**/*.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'scenarios',
          include: ['tests/scenarios/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'attacks',
          globalSetup: 'attacks/global-setup.ts',
          include: ['attacks/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'bench',
          include: ['tests/bench/**/*.test.ts'],
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: { name: 'newcomer', include: ['tests/newcomer/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'docker',
          include: ['tests/docker/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'load-tools',
          globalSetup: 'tests/system/global-setup.ts',
          include: ['tests/load-tools/**/*.test.ts'],
          testTimeout: 120_000 * target.slowness,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'telemetry',
          include: ['tests/telemetry/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
