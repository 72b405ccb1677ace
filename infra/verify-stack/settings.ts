import * as z from 'zod';
import { type Environment, readSettings } from '#shared/cli/settings';
import { PORT_NUMBERS } from '#shared/ports';
import type { ServiceName } from '#shared/services';
import { port, seconds } from '#shared/settings/kinds';

const MAX_SECONDS = 3_600;

/** The same variables as the compose files and the engine. */
const Variables = z.object({
  STACK_HOST: z.string().default('localhost'),
  USER_PORT: port.default(PORT_NUMBERS.user),
  RESTAURANT_PORT: port.default(PORT_NUMBERS.restaurant),
  ORDER_PORT: port.default(PORT_NUMBERS.order),
  OTLP_HTTP_PORT: port.default(4318),
  TEMPO_PORT: port.default(3200),
  LOKI_PORT: port.default(3100),
  PROMETHEUS_PORT: port.default(9090),
  GRAFANA_PORT: port.default(3000),
  GRAFANA_USER: z.string().default('admin'),
  GRAFANA_PASSWORD: z.string().default('password'),
  /** Time in which telemetry must arrive, in seconds. */
  VERIFY_SECONDS: seconds(MAX_SECONDS).default(90),
});

export interface Settings {
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly collector: string;
  readonly tempo: string;
  readonly loki: string;
  readonly prometheus: string;
  readonly grafana: string;
  readonly grafanaLogin: { readonly user: string; readonly password: string };
  readonly withinMs: number;
}

const MS_PER_SECOND = 1_000;

/** @throws UsageError */
export function readStackSettings(env: Environment): Settings {
  const parsed = readSettings(Variables, env);
  const at = (number: number): string => `http://${parsed.STACK_HOST}:${number}`;
  return {
    urls: {
      user: at(parsed.USER_PORT),
      restaurant: at(parsed.RESTAURANT_PORT),
      order: at(parsed.ORDER_PORT),
    },
    collector: at(parsed.OTLP_HTTP_PORT),
    tempo: at(parsed.TEMPO_PORT),
    loki: at(parsed.LOKI_PORT),
    prometheus: at(parsed.PROMETHEUS_PORT),
    grafana: at(parsed.GRAFANA_PORT),
    grafanaLogin: { user: parsed.GRAFANA_USER, password: parsed.GRAFANA_PASSWORD },
    withinMs: parsed.VERIFY_SECONDS * MS_PER_SECOND,
  };
}
