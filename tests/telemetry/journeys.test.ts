import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing } from './binaries.ts';
import { startStack, type TelemetryStack, until } from './stack.ts';
import { startTracedSystem, type TracedSystem } from './traced-system.ts';
