/** One time series at one time. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Exemplar {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
}

const SECONDS_AROUND = 3_600;

/** Prometheus' HTTP API. */
export class PrometheusApi {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** @throws Error with Prometheus' own words for a bad query */
  async query(query: string): Promise<Sample[]> {
    const { result } = await this.#get<{
      result: { metric: Record<string, string>; value: [number, string] }[];
    }>('query', { query });
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  /** Undefined where the query finds nothing. */
  async value(query: string): Promise<number | undefined> {
    return (await this.query(query))[0]?.value;
  }

  async exemplars(query: string): Promise<Exemplar[]> {
    const now = Date.now() / 1_000;
    const found = await this.#get<{ exemplars: Exemplar[] }[]>('query_exemplars', {
      query,
      start: String(now - SECONDS_AROUND),
      end: String(now + SECONDS_AROUND),
    });
    return found.flatMap(({ exemplars }) => exemplars);
  }

  async alerts(): Promise<Alert[]> {
    return (await this.#get<{ alerts: Alert[] }>('alerts')).alerts;
  }

  async #get<T>(path: string, parameters: Record<string, string> = {}): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const { status, error, data } = (await response.json()) as { status: string; error?: string; data: T };
    if (status !== 'success') throw new Error(`Prometheus: ${error}`);
    return data;
  }
}
