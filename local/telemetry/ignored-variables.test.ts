import { expect, test } from 'vitest';
import { ignoredVariables } from './ignored-variables.ts';

test('variables of OpenTelemetry that change nothing are named in one line', () => {
  expect(
    ignoredVariables({
      OTEL_TRACES_SAMPLER_ARG: '0.1',
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=secret',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_SERVICE_NAME: ' ',
      PATH: '/bin',
    }),
  ).toBe(
    "ignored: OTEL_TRACES_SAMPLER_ARG; of OpenTelemetry's variables only OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS, OTEL_SDK_DISABLED count",
  );
});

test('nothing is said where all that is set counts', () => {
  expect(ignoredVariables({ OTEL_SDK_DISABLED: 'true' })).toBeUndefined();
});
