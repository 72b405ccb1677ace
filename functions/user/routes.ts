import * as z from 'zod';
import { pathId } from '#shared/http/fields';
import { healthRoute } from '#shared/http/health-route';
import { defineRoutes } from '#shared/http/route';
import { CHAOS_TAG, HEALTH_TAG } from '#shared/http/tags';
import { Login, SignUp, Token, TokenCheck, User } from './schemas.ts';

const FAULTS = ['query_delay', 'delay', 'error'] as const;
const USER = {
  username: 'hong',
  email: 'hong@example.com',
  id: 411857420189696,
  is_active: true,
  created_at: '2026-11-24T09:00:00.000Z',
};

export const userRoutes = defineRoutes(
  {
    service: 'user',
    title: 'User Service',
    description: 'Sign-up, login and token checks. Its faults are felt by everyone who places an order.',
    tags: [
      { name: '👤 Users', description: 'Accounts' },
      { name: '🔑 Tokens', description: 'Login and token checks' },
      CHAOS_TAG,
      HEALTH_TAG,
    ],
  },
  {
    signUp: {
      method: 'POST',
      path: '/signup',
      tag: '👤 Users',
      summary: 'Sign up',
      description: 'Creates an account. User name and e-mail address are unique, also when calls race.',
      auth: 'public',
      body: SignUp,
      response: User,
      status: 201,
      errors: ['already_registered'],
      faults: FAULTS,
      stores: ['users.get', 'users.put'],
      example: {
        request: { username: 'hong', email: 'hong@example.com', password: 'correct horse' },
        response: USER,
      },
    },
    logIn: {
      method: 'POST',
      path: '/login',
      tag: '🔑 Tokens',
      summary: 'Log in',
      description:
        'Answers a bearer token (JWT, 60 minutes). Takes JSON, a urlencoded form or a multipart form. A wrong password and an unknown user get the same answer in the same time.',
      auth: 'public',
      body: Login,
      bodyFormat: 'form',
      response: Token,
      errors: ['unauthenticated'],
      faults: FAULTS,
      stores: ['users.get', 'userTokens'],
      example: {
        request: { username: 'hong', password: 'correct horse' },
        response: {
          access_token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJob25nIn0.c2lnbmF0dXJl',
          token_type: 'bearer',
        },
      },
    },
    getUser: {
      method: 'GET',
      path: '/users/{user_id}',
      tag: '👤 Users',
      summary: 'Get a user',
      description: 'Answers the account without its password.',
      auth: 'owner',
      publicWhereAnonymous: true,
      ownerOf: (userId: number) => userId,
      owned: 'account',
      params: z.object({ user_id: pathId }),
      response: User,
      errors: ['unauthenticated', 'forbidden', 'not_found'],
      faults: FAULTS,
      stores: ['users.get'],
      example: { response: USER },
    },
    validateToken: {
      method: 'POST',
      path: '/validate',
      tag: '🔑 Tokens',
      summary: 'Check a token',
      description:
        'Says whose token it is. The order service calls this for every order, so `?delay=2000` or the switches below slow orders down.',
      auth: 'bearer',
      response: TokenCheck,
      errors: ['unauthenticated'],
      faults: FAULTS,
      stores: ['users.get', 'userTokens'],
      example: { response: { valid: true, user_id: USER.id, username: 'hong' } },
    },
    getHealth: healthRoute(
      'it asks the table of users too, for 2 s at most, and answers 503 if that is down.',
      ['users.get'],
    ),
  },
);
