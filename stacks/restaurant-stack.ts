import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { restaurantApi } from '#functions/restaurant/api';
import type { RestaurantEnv } from '#functions/restaurant/env';
import type { restaurantRoutes } from '#functions/restaurant/routes';
import type { Variables } from '#shared/env';
import type { StoresOf } from '#shared/http/route';
import { FaultSwitches } from './constructs/fault-switches.ts';
import { RestService } from './constructs/rest-service.ts';
import { IN_NETWORK, keyIn, type StoreGrants } from './constructs/store-grants.ts';
import { type ServiceStackProps, stackProps } from './service-stack-props.ts';

export class RestaurantStack extends Stack {
  constructor(scope: Construct, id: string, { settings }: ServiceStackProps) {
    super(scope, id, stackProps('Restaurants, menus and their stock'));
    const switches = new FaultSwitches(this, 'Switches', { settings, service: 'restaurant' });
    const environment: Variables<typeof RestaurantEnv> = {
      ...switches.variables,
      ALLOW_ANONYMOUS: String(settings.allowAnonymous),
      DATABASE_URL: settings.platform.databaseUrl(this),
      REDIS_URL: settings.platform.redisUrl(this),
    };
    const grants: StoreGrants<StoresOf<typeof restaurantRoutes.routes> | 'serviceTokens'> = {
      postgres: IN_NETWORK,
      redis: IN_NETWORK,
      serviceTokens: keyIn({ SERVICE_TOKEN_SECRET: settings.platform.serviceTokenSecret(this) }),
    };
    new RestService(this, 'Rest', {
      settings,
      api: restaurantApi,
      switches,
      environment,
      grants,
      // PostgreSQL holds the hits of faults.
      chaosStores: ['postgres'],
    });
  }
}
