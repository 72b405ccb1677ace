import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { UserError } from '#shared/cli/errors';
import { EXIT } from '#shared/cli/program';
import { reportingErrors } from '#shared/cli/run';
import { AwsPlatformStack } from './aws-platform-stack.ts';
import { applyDataRule } from './constructs/stored-data.ts';
import { localPlatform } from './local-platform.ts';
import { OrderStack } from './order-stack.ts';
import { parameterDefaults } from './parameter-defaults.ts';
import { DEFAULTS_CONTEXT } from './parameters.ts';
import { RestaurantStack } from './restaurant-stack.ts';
import { bundlesOf, DEPLOYED_SERVICES } from './services.ts';
import { factsOf, type Stage, type StageFacts, type StageSettings } from './stage.ts';
import { UserStack } from './user-stack.ts';

const DIST = join(import.meta.dirname, '..', 'dist');

/** Feature flags. Set here and not in cdk.json, so that an app made in code equals the deployed one. */
const FLAGS = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  'aws:cdk:enable-asset-metadata': true,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};

export interface AppOptions {
  /** @default - the context value `stage`, then `local` */
  readonly stage?: Stage;
  /** @default - the value of the CDK command, then cdk.out */
  readonly outdir?: string;
  /** Folder with one bundle per function. @default dist */
  readonly dist?: string;
  /** Copies the bundles into `outdir`. Only a deployment needs that. @default false */
  readonly staging?: boolean;
  readonly context?: Readonly<Record<string, unknown>>;
  /** Values of the local stage for parameters that are not given. @default - each parameter must be given */
  readonly localDefaults?: () => Readonly<Record<string, string>>;
}

/**
 * Makes the three stacks, and on AWS the platform stack. The bundles must have been built.
 * @throws UserError that names missing bundles, an unknown stage, or a flag that is neither on nor off
 */
export function createApp(options: AppOptions = {}): App {
  const { outdir, dist = DIST, staging = false } = options;
  requireBundles(dist);
  const app = new App({
    outdir: outdir ?? process.env.CDK_OUTDIR ?? 'cdk.out',
    analyticsReporting: false,
    postCliContext: {
      ...FLAGS,
      ...(!staging && { 'aws:cdk:disable-asset-staging': true }),
      ...options.context,
    },
  });
  const stage = options.stage ?? stageOf(app.node.tryGetContext('stage') ?? 'local');
  if (stage === 'local' && options.localDefaults) {
    app.node.setContext(DEFAULTS_CONTEXT, options.localDefaults());
  }
  const facts = factsOf(stage, dist, { chaos: flagOf(app, 'chaos'), keepData: flagOf(app, 'keepData') });
  const settings = settingsOf(app, facts);
  new UserStack(app, 'FoodDeliveryUser', { settings });
  new RestaurantStack(app, 'FoodDeliveryRestaurant', { settings });
  new OrderStack(app, 'FoodDeliveryOrder', { settings });
  applyDataRule(app, facts);
  return app;
}

function stageOf(name: unknown): Stage {
  if (name === 'local' || name === 'aws') return name;
  throw new UserError(`Unknown stage '${String(name)}': use -c stage=local or -c stage=aws`);
}

function settingsOf(app: App, facts: StageFacts): StageSettings {
  if (facts.stage === 'local') return { ...facts, platform: localPlatform };
  const { platform } = new AwsPlatformStack(app, 'FoodDeliveryPlatform', {
    facts,
    alarmTopicArn: app.node.tryGetContext('alarmTopic'),
    secretsEdition: app.node.tryGetContext('secretsEdition'),
  });
  return { ...facts, platform };
}

function flagOf(app: App, name: string): boolean | undefined {
  const value: unknown = app.node.tryGetContext(name);
  if (value === undefined) return undefined;
  const text = String(value);
  if (text === 'true' || text === 'false') return text === 'true';
  throw new UserError(`-c ${name}=${text} is neither true nor false`);
}

function requireBundles(dist: string): void {
  const missing = DEPLOYED_SERVICES.flatMap(bundlesOf)
    .map(({ service, name }) => `${service}/${name}`)
    .filter((path) => !existsSync(join(dist, path, 'index.mjs')));
  if (missing.length > 0)
    throw new UserError(`Not built in ${dist}: ${missing.join(', ')} (run \`npm run build\`)`);
}

if (import.meta.main) {
  process.exitCode = await reportingErrors({}, async () => {
    createApp({ staging: true, localDefaults: parameterDefaults }).synth();
    return EXIT.ok;
  });
}
