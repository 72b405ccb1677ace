import type { Identity } from '../http/aws-json.ts';
import type { Resource } from './resource.ts';
import type { Choices, Service, ServiceContext } from './service.ts';

/** A line of `npm run doctor`. */
export interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

export const ok = (text: string): Finding => ({ ok: true, text });
export const problem = (text: string): Finding => ({ ok: false, text });

/** Address of a provisioned resource for functions. */
export interface ResourceAddress {
  readonly url: string;
  readonly arn: string;
}

/** Provisioning of the template resources that one backend holds. */
export interface Provisioning {
  /** Type in CloudFormation, such as `AWS::SQS::Queue`. */
  readonly type: string;
  /** Property that holds the resource's name. */
  readonly nameProperty: string;
  /** Creates missing resources and keeps data. Returns their addresses, if they have one, by logical id. */
  provision(
    service: Service,
    resources: readonly Resource[],
    identity: Identity,
  ): Promise<Readonly<Record<string, ResourceAddress>>>;
}

/** Descriptor of one kind of store. Its data is in a folder with the backend's name. */
export interface Backend {
  /** Display name. */
  readonly title: string;
  /** Environment variable with the address of an external store. */
  readonly variable: string;
  /** Example of an address for the variable. */
  readonly example: string;
  /** Variables of every function. Without it, functions get the address through `parameters`. */
  readonly environment?: (url: string) => Readonly<Record<string, string>>;
  /** Parameters of the stacks that carry the address. */
  readonly parameters?: (url: string) => Readonly<Record<string, string>>;
  /** Command that shows the store's data, for the start-up banner. */
  readonly hint: (url: string, dataFolder: string) => string;
  /** Checks that this machine has the programs that the store needs. */
  readonly check: (choices: Choices) => Finding;
  readonly create: (context: ServiceContext) => Promise<Service>;
  readonly resources?: Provisioning;
}
