import { Aws } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Stage } from '#stacks/stage';

/** Names this life of the stack: it is another one after the stack was destroyed, or LocalStack forgot it. */
export class DeploymentId extends Construct {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id);
    new StringParameter(this, 'Parameter', {
      parameterName: `/food-delivery/${stage}/deployment-id`,
      stringValue: Aws.STACK_ID,
      description: 'Whoever keeps data beside this stack compares it with the id it belongs to',
    });
  }
}
