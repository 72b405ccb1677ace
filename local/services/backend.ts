import type { Identity } from '../http/aws-json.ts';
import type { Resource } from './resource.ts';
import type { Service, ServiceContext } from './service.ts';

/** A line of `npm run doctor`. */
export interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

export const ok = (text: string): Finding => ({ ok: true, text });
export const problem = (text: string): Finding => ({ ok: false, text });

/** Where functions reach a provisioned resource. */
export interface ResourceAddress {
  readonly url: string;
  readonly arn: string;
}

/** The resources of the templates that one backend holds. */
export interface Provisioning {
  /** Type in CloudFormation, such as `AWS::SQS::Queue`. */
  readonly type: string;
  /** The property that holds the resource's name. */
  readonly nameProperty: string;
  /** Creates what does not exist yet; data stays. Returns the addresses, by logical id, of what has one. */
  provision(
    service: Service,
    resources: readonly Resource[],
    identity: Identity,
  ): Promise<Readonly<Record<string, ResourceAddress>>>;
}

/** Everything the engine knows of one kind of store. Its data stands in a folder of the backend's name. */
export interface Backend {
  /** Name for people. */
  readonly title: string;
  /** Environment variable that names one that someone else runs. */
  readonly variable: string;
  /** An address as the variable may have it. */
  readonly example: string;
  /** Variables of every function. Without it, functions get the address by `parameters`. */
  readonly environment?: (url: string) => Readonly<Record<string, string>>;
  /** Parameters of the stacks that carry the address. */
  readonly parameters?: (url: string) => Readonly<Record<string, string>>;
  /** A command that shows what the store holds, for the start-up banner. */
  readonly hint: (url: string, dataFolder: string) => string;
  /** Whether this machine has what the store needs. */
  readonly check: () => Finding;
  readonly create: (context: ServiceContext) => Promise<Service>;
  readonly resources?: Provisioning;
}
