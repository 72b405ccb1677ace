import { Stack } from 'aws-cdk-lib';
import { AttributeType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { UserEnv } from '#functions/user/env';
import { userRoutes } from '#functions/user/routes';
import type { Variables } from '#shared/env';
import { FaultHits } from './constructs/fault-hits.ts';
import { FaultSwitches } from './constructs/fault-switches.ts';
import { RestService } from './constructs/rest-service.ts';
import { createTable } from './constructs/table.ts';
import { type ServiceStackProps, stackProps } from './service-stack-props.ts';

/** A transaction asks for the permissions of what is in it. */
const TABLE_ACTIONS = ['dynamodb:GetItem', 'dynamodb:PutItem'];

export class UserStack extends Stack {
  constructor(scope: Construct, id: string, { settings }: ServiceStackProps) {
    super(scope, id, stackProps('Users, login and tokens'));
    const users: Table = createTable(this, 'Users', {
      settings,
      name: 'users',
      partitionKey: { name: 'pk', type: AttributeType.STRING },
    });
    const switches = new FaultSwitches(this, 'Switches', { settings, service: 'user' });
    const hits = new FaultHits(this, 'FaultHits', { settings, api: userRoutes });
    const environment: Variables<typeof UserEnv> = {
      ...switches.variables,
      USERS_TABLE: users.tableName,
      FAULT_HITS_TABLE: hits.tableName,
      JWT_SECRET: settings.platform.jwtSecret(this),
    };
    const rest = new RestService(this, 'Rest', { settings, api: userRoutes, switches, environment });
    hits.allow(rest.routes);
    for (const target of rest.functions) target.allow(TABLE_ACTIONS, [users.tableArn]);
  }
}
