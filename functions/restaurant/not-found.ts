import { parseEnv } from '#shared/env';
import { notFound } from '#shared/http/not-found';
import { RootPageEnv } from '#shared/http/pages/system-pages';
import { restaurantApi } from './api.ts';

export const handler = notFound(restaurantApi, parseEnv(RootPageEnv).SYSTEM_PAGES);
