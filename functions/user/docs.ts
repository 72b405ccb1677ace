import { apiPages } from '#shared/http/pages/api-pages';
import { userRoutes } from './routes.ts';

export const handler = apiPages(userRoutes);
