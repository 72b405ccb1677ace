/** The module `k6/http`. */
import { callAndWait, emit } from './channel.ts';

interface Params {
  readonly headers?: Readonly<Record<string, string>>;
}

function request(method: string, url: string, body: string | null, { headers = {} }: Params = {}) {
  const answer = callAndWait({ method, url, body, headers });
  emit({ metric: 'http_reqs', value: 1 });
  emit({ metric: 'http_req_duration', value: answer.durationMs });
  return { ...answer, url, timings: { duration: answer.durationMs } };
}

const get = (url: string, params?: Params) => request('GET', url, null, params);
const post = (url: string, body: string | null, params?: Params) => request('POST', url, body, params);
const put = (url: string, body: string | null, params?: Params) => request('PUT', url, body, params);

// biome-ignore lint/style/noDefaultExport: k6's module has one
export default { get, post, put };
