import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { CommonEnv, Variables } from '#shared/env';
import { switchParameter } from '#shared/faults/switch-parameter';
import type { ServiceName } from '#shared/services';
import type { StageSettings } from '#stacks/stage';
import type { ServiceFunction } from './service-function.ts';

export interface FaultSwitchesProps {
  readonly settings: StageSettings;
  readonly service: ServiceName;
}

/** A service's fault switches: one JSON parameter, all off at first, and the variables that name it. */
export class FaultSwitches extends Construct {
  readonly variables: Variables<typeof CommonEnv> & { readonly POWERTOOLS_LOG_LEVEL: string };
  readonly #parameter: StringParameter;
  readonly #enabled: boolean;

  constructor(scope: Construct, id: string, { settings, service }: FaultSwitchesProps) {
    super(scope, id);
    const parameterName = switchParameter(settings.stage, service);
    this.#enabled = settings.chaos;
    this.#parameter = new StringParameter(this, 'Parameter', {
      parameterName,
      stringValue: '{}',
      description: `Fault switches of the ${service} service, as JSON`,
    });
    const chaosKey = settings.platform.chaosKey();
    // The parameter of a template belongs to the stack, not to this part of it.
    const sealKey = settings.chaos ? settings.platform.chaosSealKey(scope) : undefined;
    this.variables = {
      STAGE: settings.stage,
      POWERTOOLS_SERVICE_NAME: service,
      POWERTOOLS_LOG_LEVEL: 'INFO',
      CHAOS_PARAMETER: parameterName,
      CHAOS_ENABLED: String(settings.chaos),
      CHAOS_POLL_MS: String(settings.chaosPollMs),
      ...(chaosKey !== undefined && { CHAOS_KEY: chaosKey }),
      ...(sealKey !== undefined && { CHAOS_SEAL_KEY: sealKey }),
    };
  }

  allowRead(reader: ServiceFunction): void {
    if (this.#enabled) reader.allow(['ssm:GetParameter'], [this.#parameter.parameterArn]);
  }

  allowChange(writer: ServiceFunction): void {
    if (this.#enabled) {
      writer.allow(['ssm:GetParameter', 'ssm:PutParameter'], [this.#parameter.parameterArn]);
    }
  }
}
