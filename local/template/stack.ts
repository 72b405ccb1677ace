import * as z from 'zod';
import { EngineError } from '../host/engine-error.ts';
import { ACCOUNT_ID, REGION } from '../runtime/variables.ts';
import { type References, resolveValue } from './intrinsics.ts';

/** A stack as synthesised by CDK. */
export interface StackTemplate {
  readonly id: string;
  readonly template: unknown;
  /** Returns the folder of a file asset by its hash. */
  assetDirectory(hash: string): string | undefined;
}

/** Values that only a deployment can supply. `undefined` means unknown. */
export interface Deployment {
  parameter(name: string): string | undefined;
  queueUrl(queueName: string): string | undefined;
}

const ResourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
  Condition: z.undefined('has a Condition, which the engine does not support').optional(),
});
const TemplateSchema = z.object({
  Resources: z.record(z.string(), ResourceSchema),
  Parameters: z
    .record(z.string(), z.object({ Default: z.union([z.string(), z.number()]).optional() }))
    .default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});
export type Resource = z.infer<typeof ResourceSchema> & { readonly logicalId: string };

/** The property that names a resource, and the form of its ARN, by type. */
const NAMED: Readonly<Record<string, { readonly property: string; readonly arn: (name: string) => string }>> =
  {
    'AWS::Lambda::Function': { property: 'FunctionName', arn: (name) => arn('lambda', `function:${name}`) },
    'AWS::DynamoDB::Table': { property: 'TableName', arn: (name) => arn('dynamodb', `table/${name}`) },
    'AWS::SQS::Queue': { property: 'QueueName', arn: (name) => arn('sqs', name) },
    'AWS::SSM::Parameter': { property: 'Name', arn: (name) => arn('ssm', `parameter${name}`) },
    'AWS::IAM::Role': { property: 'RoleName', arn: (name) => `arn:aws:iam::${ACCOUNT_ID}:role/${name}` },
  };
const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${rest}`;

/** One template with resolvable references. */
export class Stack {
  readonly id: string;
  readonly resources: readonly Resource[];
  readonly #byId: ReadonlyMap<string, Resource>;
  readonly #template: z.infer<typeof TemplateSchema>;
  readonly #source: StackTemplate;
  readonly #all: ReadonlyMap<string, Stack>;

  /** @param all the stacks that this one can import from */
  constructor(source: StackTemplate, all: ReadonlyMap<string, Stack>) {
    const parsed = TemplateSchema.safeParse(source.template);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new EngineError(
        `The template of ${source.id} is broken: ${issue?.path.join('.')}: ${issue?.message}.`,
      );
    }
    this.id = source.id;
    this.#source = source;
    this.#all = all;
    this.#template = parsed.data;
    this.resources = Object.entries(parsed.data.Resources).map(([logicalId, resource]) => ({
      logicalId,
      ...resource,
    }));
    this.#byId = new Map(this.resources.map((resource) => [resource.logicalId, resource]));
  }

  ofType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.Type === type);
  }
  find(logicalId: string): Resource | undefined {
    return this.#byId.get(logicalId);
  }
  place(resource: Resource): string {
    return `${this.id}: ${resource.logicalId} (${resource.Type})`;
  }
  assetDirectory(hash: string): string | undefined {
    return this.#source.assetDirectory(hash);
  }

  /** Returns a resource's properties with every reference resolved, validated by the schema. */
  properties<T>(resource: Resource, schema: z.ZodType<T>, deployment: Deployment): T {
    const where = this.place(resource);
    const parsed = schema.safeParse(resolveValue(resource.Properties, this.#references(deployment), where));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new EngineError(
      `${where} has a property the engine does not support: ${issue?.path.join('.')}: ${issue?.message}.`,
    );
  }

  nameOf(resource: Resource, deployment: Deployment): string {
    const property = NAMED[resource.Type]?.property;
    const name = property && resource.Properties[property];
    if (name === undefined) return `${this.id}-${resource.logicalId}`;
    return String(resolveValue(name, this.#references(deployment), this.place(resource)));
  }
  arnOf(resource: Resource, deployment: Deployment): string | undefined {
    return NAMED[resource.Type]?.arn(this.nameOf(resource, deployment));
  }

  exported(name: string, deployment: Deployment): string | undefined {
    const references = this.#references(deployment);
    for (const [id, { Value, Export }] of Object.entries(this.#template.Outputs)) {
      const where = `${this.id}: output ${id}`;
      if (Export && resolveValue(Export.Name, references, where) === name) {
        return String(resolveValue(Value, references, where));
      }
    }
    return undefined;
  }

  #references(deployment: Deployment): References {
    return {
      ref: (logicalId) => {
        if (logicalId === 'AWS::StackName') return this.id;
        if (logicalId === 'AWS::StackId') return arn('cloudformation', `stack/${this.id}/local`);
        const resource = this.#byId.get(logicalId);
        return resource ? this.#refer(resource, deployment) : this.#parameter(logicalId, deployment);
      },
      attribute: (logicalId, name) => {
        const resource = this.#byId.get(logicalId);
        return resource && this.#attribute(resource, name, deployment);
      },
      importValue: (name) => {
        for (const stack of this.#all.values()) {
          const value = stack.exported(name, deployment);
          if (value !== undefined) return value;
        }
        return undefined;
      },
    };
  }

  #parameter(name: string, deployment: Deployment): string | undefined {
    const declared = this.#template.Parameters[name];
    if (!declared) return undefined;
    const value = deployment.parameter(name) ?? declared.Default;
    if (value === undefined)
      throw new EngineError(`${this.id}: the parameter ${name} has no value and no default.`);
    return String(value);
  }

  #refer(resource: Resource, deployment: Deployment): string {
    if (resource.Type === 'AWS::ApiGateway::Stage') return String(resource.Properties.StageName);
    if (resource.Type === 'AWS::SQS::Queue') {
      const name = this.nameOf(resource, deployment);
      const url = deployment.queueUrl(name);
      if (url === undefined)
        throw new EngineError(`${this.place(resource)}: the queue ${name} was not created.`);
      return url;
    }
    return NAMED[resource.Type] ? this.nameOf(resource, deployment) : resource.logicalId;
  }

  #attribute(resource: Resource, name: string, deployment: Deployment): string | undefined {
    if (name === 'Arn') return this.arnOf(resource, deployment);
    if (name === NAMED[resource.Type]?.property) return this.nameOf(resource, deployment);
    if (name === 'QueueUrl') return this.#refer(resource, deployment);
    // the parent of top-level API resources
    return name === 'RootResourceId' ? resource.logicalId : undefined;
  }
}
