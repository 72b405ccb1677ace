import { Aws } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Stage } from '#stacks/stage';

/** Id of this deployment; it changes when the stack is destroyed or LocalStack loses it. */
export class DeploymentId extends Construct {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id);
    new StringParameter(this, 'Parameter', {
      parameterName: `/food-delivery/${stage}/deployment-id`,
      stringValue: Aws.STACK_ID,
      description:
        'Compare it with the id of data kept beside this stack: another id means that the data is stale',
    });
  }
}
