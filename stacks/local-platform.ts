import { otlpEndpoint, parameter, secretParameter } from './parameters.ts';
import type { Platform } from './platform.ts';

const SERVICE_URLS = {
  user: 'UserServiceUrl',
  restaurant: 'RestaurantServiceUrl',
  order: 'OrderServiceUrl',
} as const;

/** The engine and LocalStack: parameters replace everything the stacks do not make, and nothing is added to the rest. */
export const localPlatform: Platform = {
  databaseUrl: (scope) =>
    secretParameter(scope, 'DatabaseUrl', 'PostgreSQL: postgres://user:password@host:port/name'),
  redisUrl: (scope) => parameter(scope, 'RedisUrl', 'Redis: redis://host:port'),
  jwtSecret: (scope) => secretParameter(scope, 'JwtSecret', 'Key that user tokens are signed with'),
  serviceTokenSecret: (scope) =>
    secretParameter(scope, 'ServiceTokenSecret', 'Key that services sign their calls to each other with'),
  chaosKey: () => undefined,
  chaosSealKey: (scope) => secretParameter(scope, 'ChaosSealKey', 'Key that sealed rules are encrypted with'),
  serviceUrl: (scope, service) =>
    parameter(scope, SERVICE_URLS[service], `Where the ${service} service answers, stage included`),

  functionProps: (scope) => ({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint(scope) } }),
  stageProps: () => ({}),
  tableProps: {},
  queueProps: {},
  eventSourceProps: {},

  watchFunction: () => {},
  watchApi: () => {},
  watchDeadLetters: () => {},
};
