import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { kebabCase, type ServiceName } from '#shared/http/route';
import { functionName, type StageSettings } from '#stacks/stage';

const MEMORY_MIB = 256;

export interface ServiceFunctionProps {
  readonly settings: StageSettings;
  readonly service: ServiceName;
  /** @default 10 */
  readonly timeoutSeconds?: number | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

/** One bundle of `dist/<service>/<name>` as a function. The construct's id, in kebab case, is the name. */
export class ServiceFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const { settings, service, timeoutSeconds = 10 } = props;
    const name = kebabCase(id);
    super(scope, id, {
      functionName: functionName(settings.stage, service, name),
      runtime: Runtime.NODEJS_24_X,
      // LocalStack runs what its host can run; on AWS arm64 is the cheaper one
      ...(settings.stage === 'aws' && { architecture: Architecture.ARM_64 }),
      handler: 'index.handler',
      code: Code.fromAsset(join(settings.dist, service, name), { exclude: ['*.map'] }),
      memorySize: MEMORY_MIB,
      timeout: Duration.seconds(timeoutSeconds),
      environment: { ...props.environment },
    });
  }

  /** Lets this function do `actions` on `resources`, and nothing beyond. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}
