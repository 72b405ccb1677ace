import { parseEnv } from '#shared/env';
import { apiPages } from '#shared/http/pages/api-pages';
import { orderApi } from './api.ts';
import { PagesEnv } from './env.ts';

export const handler = apiPages(orderApi, `${parseEnv(PagesEnv).USER_SERVICE_URL}/login`);
