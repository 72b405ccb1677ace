import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { RestaurantEnv } from '#functions/restaurant/env';
import { restaurantRoutes } from '#functions/restaurant/routes';
import type { Variables } from '#shared/env';
import { FaultSwitches } from './constructs/fault-switches.ts';
import { RestService } from './constructs/rest-service.ts';
import { type ServiceStackProps, stackProps } from './service-stack-props.ts';

export class RestaurantStack extends Stack {
  constructor(scope: Construct, id: string, { settings }: ServiceStackProps) {
    super(scope, id, stackProps('Restaurants, menus and their stock'));
    const switches = new FaultSwitches(this, 'Switches', { settings, service: 'restaurant' });
    const environment: Variables<typeof RestaurantEnv> = {
      ...switches.variables,
      DATABASE_URL: settings.platform.databaseUrl(this),
      REDIS_URL: settings.platform.redisUrl(this),
      SERVICE_TOKEN_SECRET: settings.platform.serviceTokenSecret(this),
    };
    new RestService(this, 'Rest', {
      settings,
      api: restaurantRoutes,
      switches,
      environment,
      inNetwork: true,
    });
  }
}
