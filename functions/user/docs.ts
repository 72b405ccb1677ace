import { apiPages } from '#shared/http/pages/api-pages';
import { userApi } from './api.ts';

export const handler = apiPages(userApi);
