import { parseEnv } from '#shared/env';
import { apiPages } from '#shared/http/pages/api-pages';
import { PagesEnv } from './env.ts';
import { orderRoutes } from './routes.ts';

export const handler = apiPages(orderRoutes, `${parseEnv(PagesEnv).USER_SERVICE_URL}/login`);
