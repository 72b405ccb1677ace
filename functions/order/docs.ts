import { apiPages } from '#shared/http/pages/api-pages';
import { orderRoutes } from './routes.ts';

export const handler = apiPages(orderRoutes);
