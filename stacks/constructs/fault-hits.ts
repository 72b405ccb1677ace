import { AttributeType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { isChaosPath } from '#shared/faults/chaos-key';
import type { ServiceRoutes } from '#shared/http/route';
import type { QueueHandler } from '#shared/queue/queue-handler';
import type { StageSettings } from '#stacks/stage';
import type { ServiceFunction } from './service-function.ts';
import { createTable } from './table.ts';

export interface FaultHitsProps {
  readonly settings: StageSettings;
  readonly api: ServiceRoutes;
}

/** The table in which a service's environments add up the hits of faults. */
export class FaultHits extends Construct {
  readonly tableName: string;
  readonly #table: Table;
  readonly #api: ServiceRoutes;
  readonly #enabled: boolean;

  constructor(scope: Construct, id: string, { settings, api }: FaultHitsProps) {
    super(scope, id);
    this.#api = api;
    this.#enabled = settings.chaos;
    this.#table = createTable(this, 'Table', {
      settings,
      name: `${api.service}-fault-hits`,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
    });
    this.tableName = this.#table.tableName;
  }

  /** Lets every function count hits, as a rule can name any point, and those of the switches read and reset them. */
  allow(
    functions: ReadonlyMap<string, ServiceFunction>,
    consumers: Readonly<Record<string, QueueHandler>> = {},
  ): void {
    for (const [name, route] of Object.entries(this.#api.routes)) {
      const { path, method } = route;
      if (isChaosPath(path)) this.#allow(functions, name, method === 'GET' ? 'GetItem' : 'UpdateItem');
      else this.#allow(functions, name, 'UpdateItem');
    }
    for (const name of Object.keys(consumers)) this.#allow(functions, name, 'UpdateItem');
  }

  #allow(
    functions: ReadonlyMap<string, ServiceFunction>,
    name: string,
    action: 'GetItem' | 'UpdateItem',
  ): void {
    if (this.#enabled) functions.get(name)?.allow([`dynamodb:${action}`], [this.#table.tableArn]);
  }
}
