import { Stack } from 'aws-cdk-lib';
import { AttributeType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { userApi } from '#functions/user/api';
import type { UserEnv } from '#functions/user/env';
import type { userRoutes } from '#functions/user/routes';
import type { Variables } from '#shared/env';
import type { StoresOf } from '#shared/http/route';
import { FaultHits } from './constructs/fault-hits.ts';
import { FaultSwitches } from './constructs/fault-switches.ts';
import { RestService } from './constructs/rest-service.ts';
import { grant, keyIn, type StoreGrants } from './constructs/store-grants.ts';
import { createTable } from './constructs/table.ts';
import { type ServiceStackProps, stackProps } from './service-stack-props.ts';

export class UserStack extends Stack {
  constructor(scope: Construct, id: string, { settings }: ServiceStackProps) {
    super(scope, id, stackProps('Users, login and tokens'));
    const users: Table = createTable(this, 'Users', {
      settings,
      name: 'users',
      partitionKey: { name: 'pk', type: AttributeType.STRING },
    });
    const switches = new FaultSwitches(this, 'Switches', { settings, service: 'user' });
    const hits = new FaultHits(this, 'FaultHits', { settings, api: userApi });
    const environment: Variables<typeof UserEnv> = {
      ...switches.variables,
      ALLOW_ANONYMOUS: String(settings.allowAnonymous),
      USERS_TABLE: users.tableName,
      FAULT_HITS_TABLE: hits.tableName,
    };
    const grants: StoreGrants<StoresOf<typeof userRoutes.routes>> = {
      'users.get': grant('dynamodb:GetItem', users.tableArn),
      // A transaction needs the permissions of its parts.
      'users.put': grant('dynamodb:PutItem', users.tableArn),
      userTokens: keyIn({ JWT_SECRET: settings.platform.jwtSecret(this) }),
    };
    const rest = new RestService(this, 'Rest', { settings, api: userApi, switches, environment, grants });
    hits.allow(rest.routes);
  }
}
