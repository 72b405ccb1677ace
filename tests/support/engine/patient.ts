/** Variables for tests that need every span, also on a busy machine. */
export const PATIENT = { OTEL_EXPORTER_OTLP_TIMEOUT: '5000' };
