import type { ExchangeMeter } from '#local/telemetry/exchange-meter';
import { CLIENT_CLOSED } from '#local/telemetry/request-log';
import { EDGES, type EdgeId } from '#shared/console/topology';
import { isChaosPath } from '#shared/faults/chaos-key';
import { isServiceAgent } from '#shared/http-client/service-agent';
import type { ServiceName } from '#shared/services';
import type { Group } from '#shared/telemetry/otlp/groups';
import { type OtlpSpan, serviceOf } from '#shared/telemetry/otlp/read';
import type { FrameSource } from '../frame-source.ts';
import type { SpanTaker } from '../span-watch.ts';
import { EdgeMeter } from './edge-meter.ts';
import { callsOfSpans, type EdgeOfPoint, openBreakers } from './edge-of-span.ts';

const FIRST_SERVER_ERROR = 500;
/** A client that gave up got no answer: to it, the call failed. */
const isFailure = (status: number): boolean => status === CLIENT_CLOSED || status >= FIRST_SERVER_ERROR;

/**
 * Counts the calls over each edge while the console is looked at: those of clients where the gateway answers them, the others by
 * the spans that functions send.
 */
export class EdgeMeters implements FrameSource, SpanTaker {
  readonly #meters = new Map<EdgeId, EdgeMeter>(EDGES.map((edge) => [edge, new EdgeMeter()]));
  readonly #hasSpans: boolean;
  readonly #edgeOfPoint: EdgeOfPoint;
  #isWatched = false;

  /** @param hasSpans whether functions send any: otherwise only the calls of clients are known */
  constructor(hasSpans: boolean, edgeOfPoint: EdgeOfPoint) {
    this.#hasSpans = hasSpans;
    this.#edgeOfPoint = edgeOfPoint;
  }

  /** Counts the answers of a service's API. */
  meterOf(service: ServiceName): ExchangeMeter {
    return {
      add: ({ path, userAgent, status, tookMs }) => {
        if (!this.#isWatched) return;
        if (isServiceAgent(userAgent) || isChaosPath(path)) return;
        this.#add(`gateway-${service}`, tookMs, isFailure(status));
      },
    };
  }

  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
  }

  read(nowMs: number) {
    const known = [...this.#meters].filter(([edge]) => this.#hasSpans || edge.startsWith('gateway-'));
    return { edges: Object.fromEntries(known.map(([edge, meter]) => [edge, meter.figures(nowMs)])) };
  }

  take({ resource, items: spans }: Group<OtlpSpan>): void {
    const service = serviceOf(resource);
    for (const edge of openBreakers(service, spans)) this.#meters.get(edge)?.breakerOpen(Date.now());
    for (const call of callsOfSpans(service, spans, this.#edgeOfPoint)) {
      this.#add(call.edge, call.tookMs, call.isFailure);
    }
  }

  #add(edge: EdgeId, tookMs: number, isFailure: boolean): void {
    this.#meters.get(edge)?.add(Date.now(), tookMs, isFailure);
  }
}
