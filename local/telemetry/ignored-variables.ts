import type { Environment } from '#shared/cli/settings';

const READ = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_SDK_DISABLED'];

/** What the engine does anyway. */
const AS_IT_IS: Readonly<Record<string, string>> = {
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  OTEL_TRACES_SAMPLER: 'parentbased_always_on',
};

/** Names the OpenTelemetry variables that are set and change nothing, in one line; undefined where there are none. */
export function ignoredVariables(env: Environment): string | undefined {
  const ignored = Object.keys(env).filter(
    (name) =>
      name.startsWith('OTEL_') && env[name]?.trim() && !READ.includes(name) && AS_IT_IS[name] !== env[name],
  );
  if (ignored.length === 0) return undefined;
  return `ignored: ${ignored.sort().join(', ')}; of OpenTelemetry's variables only ${READ.join(', ')} count`;
}
