import { type Attributed, listOf } from '#shared/telemetry/otlp/read';

/** The text of an attribute of a span or a resource. */
export function attributeOf(from: Attributed | undefined, name: string): string | undefined {
  const value = listOf(from?.attributes).find((attribute) => attribute?.key === name)?.value?.stringValue;
  return typeof value === 'string' ? value : undefined;
}
