import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { DEFAULT_TIMEOUT_SECONDS, kebabCase } from '#shared/http/route';
import type { ServiceName } from '#shared/services';
import { functionName, type StageSettings } from '#stacks/stage';

const MEMORY_MIB = 256;

export interface ServiceFunctionProps {
  readonly settings: StageSettings;
  readonly service: ServiceName;
  /** @default DEFAULT_TIMEOUT_SECONDS */
  readonly timeoutSeconds?: number | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the function uses PostgreSQL or Redis. @default false */
  readonly inNetwork?: boolean;
}

/** A function from the bundle `dist/<service>/<name>`. The name is the construct's id in kebab case. */
export class ServiceFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const { settings, service, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, inNetwork = false } = props;
    const name = kebabCase(id);
    const { environment, ...own } = settings.platform.functionProps(scope, { id, inNetwork });
    super(scope, id, {
      functionName: functionName(settings.stage, service, name),
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromAsset(join(settings.dist, service, name), { exclude: ['*.map'] }),
      memorySize: MEMORY_MIB,
      timeout: Duration.seconds(timeoutSeconds),
      environment: { ...props.environment, ...environment },
      ...own,
    });
    settings.platform.watchFunction(this);
  }

  /** Allows this function `actions` on `resources` only. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}
