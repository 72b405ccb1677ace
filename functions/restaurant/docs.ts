import { apiPages } from '#shared/http/pages/api-pages';
import { restaurantRoutes } from './routes.ts';

export const handler = apiPages(restaurantRoutes);
