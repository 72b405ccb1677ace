import type { ExchangeMeter } from '#local/telemetry/exchange-meter';
import { CLIENT_CLOSED } from '#local/telemetry/request-log';
import type { Telemetry } from '#local/telemetry/telemetry';
import { EDGES, type EdgeId } from '#shared/console/topology';
import { isChaosPath } from '#shared/faults/chaos-key';
import { isServiceAgent } from '#shared/http-client/service-agent';
import type { ServiceName } from '#shared/services';
import { spanGroups } from '#shared/telemetry/otlp/groups';
import { isThere, serviceOf } from '#shared/telemetry/otlp/read';
import type { FrameSource } from '../frame-source.ts';
import { EdgeMeter } from './edge-meter.ts';
import { callsOfSpans, type EdgeOfPoint, openBreakers } from './edge-of-span.ts';

const FIRST_SERVER_ERROR = 500;

/**
 * Counts the calls over each edge while the console is looked at: those of clients where the gateway answers them, the others by
 * the spans that functions send.
 */
export class EdgeMeters implements FrameSource {
  readonly #meters = new Map<EdgeId, EdgeMeter>(EDGES.map((edge) => [edge, new EdgeMeter()]));
  readonly #telemetry: Pick<Telemetry, 'watchSpans'> | undefined;
  readonly #edgeOfPoint: EdgeOfPoint;
  #isWatched = false;

  /** @param telemetry undefined where it is off: then only the calls of clients are known */
  constructor(telemetry: Pick<Telemetry, 'watchSpans'> | undefined, edgeOfPoint: EdgeOfPoint) {
    this.#telemetry = telemetry;
    this.#edgeOfPoint = edgeOfPoint;
  }

  /** Counts the answers of a service's API. */
  meterOf(service: ServiceName): ExchangeMeter {
    return {
      add: ({ path, userAgent, status, tookMs }) => {
        if (!this.#isWatched || status === CLIENT_CLOSED) return;
        if (isServiceAgent(userAgent) || isChaosPath(path)) return;
        this.#add(`gateway-${service}`, tookMs, status >= FIRST_SERVER_ERROR);
      },
    };
  }

  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
    this.#telemetry?.watchSpans(isWatched ? (body) => this.#addSpans(body) : undefined);
  }

  read(nowMs: number) {
    const known = [...this.#meters].filter(([edge]) => this.#telemetry || edge.startsWith('gateway-'));
    return { edges: Object.fromEntries(known.map(([edge, meter]) => [edge, meter.figures(nowMs)])) };
  }

  #addSpans(body: Buffer): void {
    for (const { resource, items } of spanGroups(parsed(body))) {
      const spans = items.filter(isThere);
      const service = serviceOf(resource);
      for (const edge of openBreakers(service, spans)) this.#meters.get(edge)?.breakerOpen(Date.now());
      for (const call of callsOfSpans(service, spans, this.#edgeOfPoint)) {
        this.#add(call.edge, call.tookMs, call.isFailure);
      }
    }
  }

  #add(edge: EdgeId, tookMs: number, isFailure: boolean): void {
    this.#meters.get(edge)?.add(Date.now(), tookMs, isFailure);
  }
}

/** The trace store counts bodies that are no JSON. */
function parsed(body: Buffer): object {
  try {
    return Object(JSON.parse(body.toString()));
  } catch {
    return {};
  }
}
