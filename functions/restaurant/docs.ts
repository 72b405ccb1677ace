import { apiPages } from '#shared/http/pages/api-pages';
import { restaurantApi } from './api.ts';

export const handler = apiPages(restaurantApi);
