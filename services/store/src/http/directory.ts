import {
  accountPageSchema,
  accountViewSchema,
  listUsersQuerySchema,
  sentIdSchema,
  sessionListSchema,
  type AccountView,
} from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';
import type { Directory } from '../directory.js';
import type { UserSessions } from '../user-sessions.js';

interface Dependencies {
  directory: Directory;
  userSessions: UserSessions;
}

const tag = 'Users';
const access = 'admin';
const params = { id: { names: 'user', schema: sentIdSchema } };

/** The routes for admins about the users of the shop. */
export function makeDirectoryRoutes({ directory, userSessions }: Dependencies): Route[] {
  async function findUser(userId: string): Promise<AccountView> {
    const user = await directory.find(userId);
    if (user === null) throw notFound(`No user ${userId}`);
    return user;
  }

  const list = defineRoute({
    method: 'get',
    path: '/users',
    summary: 'List the users, newest first',
    description: 'Customers and admins. With `q`, those whose emails begin with it, or the one who has this id.',
    tag,
    access,
    query: listUsersQuerySchema,
    answers: { 200: { description: 'A page of users', body: accountPageSchema } },
  }).handledBy(async ({ query }) => ({ status: 200, body: await directory.list(query) }));

  const one = defineRoute({
    method: 'get',
    path: '/users/:id',
    summary: 'Get a user',
    tag,
    access,
    params,
    answers: { 200: { description: 'The user', body: accountViewSchema } },
  }).handledBy(async ({ params: { id } }) => ({ status: 200, body: await findUser(id) }));

  const sessions = defineRoute({
    method: 'get',
    path: '/users/:id/sessions',
    summary: 'List the sessions of a user, the latest login first',
    tag,
    access,
    params,
    answers: { 200: { description: 'The sessions', body: sessionListSchema } },
  }).handledBy(async ({ principal, params: { id } }) => {
    const { user_id } = await findUser(id);
    return { status: 200, body: { items: await userSessions.list(user_id, principal) } };
  });

  const endSessions = defineRoute({
    method: 'delete',
    path: '/users/:id/sessions',
    writes: 'named',
    summary: 'End all sessions of a user',
    description:
      'From now on every service refuses their tokens. The user can log in again. Repeated, it answers 204 again. Your own ' +
      'sessions, including this one, end if the user is you.',
    tag,
    access,
    params,
    answers: { 204: { description: 'The user has no session' } },
  }).handledBy(async ({ params: { id } }) => {
    const { user_id } = await findUser(id);
    await userSessions.end(user_id);
    return { status: 204 };
  });

  return [list, one, sessions, endSessions];
}
