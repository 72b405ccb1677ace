import { AttributeType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { isChaosPath } from '#shared/faults/chaos-key';
import type { ServiceRoutes } from '#shared/http/route';
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

  /** Lets the functions of routes count hits, and those of the switches read and reset them. */
  allow(functions: ReadonlyMap<string, ServiceFunction>): void {
    if (!this.#enabled) return;
    for (const [name, { path, method, faults = [] }] of Object.entries(this.#api.routes)) {
      const actions = [
        ...(isChaosPath(path) && method === 'GET' ? ['dynamodb:GetItem'] : []),
        ...(faults.length > 0 || (isChaosPath(path) && method !== 'GET') ? ['dynamodb:UpdateItem'] : []),
      ];
      if (actions.length > 0) functions.get(name)?.allow(actions, [this.#table.tableArn]);
    }
  }
}
