export const NOTES = `Exit code: 0 done, 1 a negative result (no engine is running, the function failed, the machine lacks something),
2 it could not be done.
Variables: USER_PORT RESTAURANT_PORT ORDER_PORT GATEWAY_PORT ENGINE_PORT LOG LOCAL_DATA_DIR LOCAL_CONCURRENCY
LOCAL_FREEZE LOCAL_REDIS KEEP_FAULTS STOCK; other stores: DATABASE_URL REDIS_URL DYNAMODB_ENDPOINT SQS_ENDPOINT SSM_ENDPOINT;
telemetry: OTEL_EXPORTER_OTLP_ENDPOINT OTEL_SDK_DISABLED=true`;
