import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StageFacts } from '#stacks/stage';

const LENGTH = 48;

/** Keys that are generated at the first deployment. */
export class AwsSecrets extends Construct {
  readonly #jwt: Secret;
  readonly #serviceToken: Secret;
  readonly #chaosKey: Secret | undefined;
  readonly #chaosSealKey: Secret | undefined;

  constructor(scope: Construct, id: string, { chaos }: StageFacts) {
    super(scope, id);
    this.#jwt = this.#draw('Jwt', 'Key that user tokens are signed with');
    this.#serviceToken = this.#draw('ServiceToken', 'Key that services sign their calls to each other with');
    this.#chaosKey = chaos ? this.#draw('ChaosKey', 'Opens the fault switches: x-chaos-key') : undefined;
    this.#chaosSealKey = chaos ? this.#draw('ChaosSealKey', 'Encrypts sealed rules of faults') : undefined;
  }

  /** A reference that CloudFormation resolves in a function's environment. */
  jwt = (): string => this.#jwt.secretValue.unsafeUnwrap();
  serviceToken = (): string => this.#serviceToken.secretValue.unsafeUnwrap();
  chaosKey = (): string | undefined => this.#chaosKey?.secretValue.unsafeUnwrap();
  chaosSealKey = (): string | undefined => this.#chaosSealKey?.secretValue.unsafeUnwrap();

  #draw(id: string, description: string): Secret {
    const generateSecretString = { passwordLength: LENGTH, excludePunctuation: true };
    return new Secret(this, id, { description: `Food delivery: ${description}`, generateSecretString });
  }
}
