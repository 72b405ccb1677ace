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
      timeToLiveAttribute: 'expires_at',
    });
    this.tableName = this.#table.tableName;
  }

  /**
   * Lets every function count hits, as a rule can name any point. Those of the switches reset them, and those that end rules
   * also read which are there to remove.
   */
  allow(
    functions: ReadonlyMap<string, ServiceFunction>,
    consumers: Readonly<Record<string, QueueHandler>> = {},
  ): void {
    for (const [name, route] of Object.entries(this.#api.routes)) {
      const { path, method } = route;
      const isChaos = isChaosPath(path);
      const reads = isChaos && method !== 'POST';
      const writes = !isChaos || method !== 'GET';
      const actions = [...(reads ? ['GetItem'] : []), ...(writes ? ['UpdateItem'] : [])];
      this.#allow(functions, name, actions);
    }
    for (const name of Object.keys(consumers)) this.#allow(functions, name, ['UpdateItem']);
  }

  #allow(functions: ReadonlyMap<string, ServiceFunction>, name: string, actions: readonly string[]): void {
    if (!this.#enabled) return;
    functions.get(name)?.allow(
      actions.map((action) => `dynamodb:${action}`),
      [this.#table.tableArn],
    );
  }
}
