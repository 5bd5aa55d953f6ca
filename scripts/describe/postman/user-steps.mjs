// @ts-check

const user = { id: '{{user_id}}' };

/** What an admin sees of the users, and does. @type {readonly import('./journey.mjs').Step[]} */
export const USER_STEPS = [
  {
    route: 'GET /users',
    as: 'admin',
    query: { q: '{{email}}' },
    holds: [`body.items.length === 1`, `body.items[0].email === pm.variables.get('email')`],
  },
  {
    route: 'GET /users/{id}',
    as: 'admin',
    params: user,
    holds: [`body.orders > 0`],
  },
  { route: 'GET /users/{id}', name: 'Ask for a user as a customer', as: 'customer', params: user, status: 403 },
  { route: 'GET /users/{id}/sessions', as: 'admin', params: user, holds: ['body.items.length >= 1'] },
  { route: 'DELETE /users/{id}/sessions', as: 'admin', params: user },
  { route: 'GET /users/me', name: 'Ask who is logged in after the session has ended', as: 'customer', status: 401 },
];
