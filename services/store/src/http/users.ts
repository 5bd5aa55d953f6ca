import type { LoginThrottle } from '@stockade/auth';
import {
  changePasswordRequestSchema,
  loginRequestSchema,
  refreshRequestSchema,
  registerRequestSchema,
  tokenViewSchema,
  userViewSchema,
  type LoginRequest,
  type RefreshRequest,
  type RegisterRequest,
} from '@stockade/contracts';
import {
  addressOf,
  conflict,
  defineRoute,
  ProblemError,
  sessionEnded,
  unauthenticated,
  type Route,
} from '@stockade/http';
import type { ChangePassword } from '../change-password.js';
import type { Register } from '../registration.js';
import type { Sessions } from '../sessions.js';
import { toUserView, type Users } from '../users.js';

interface Dependencies {
  users: Users;
  register: Register;
  changePassword: ChangePassword;
  sessions: Sessions;
  loginThrottle: LoginThrottle;
}

const tag = 'Users';
const NOT_STORED = { 'cache-control': 'no-store' };
const tokensAnswer = { 200: { description: 'The tokens of the session', body: tokenViewSchema } };

/** Clients of the reference systems call `/auth/…`. */
const paths = (action: string) => ({ path: `/users/${action}`, aliases: [`/auth/${action}`] });

/** The routes for accounts and sessions. */
export function makeUserRoutes(dependencies: Dependencies): Route[] {
  const { users, register, changePassword, sessions, loginThrottle } = dependencies;

  const registration = defineRoute({
    method: 'post',
    ...paths('register'),
    writes: ({ email }: RegisterRequest) => ({ email }),
    summary: 'Create an account',
    description: 'Repeated with the same email, name and password, it answers 201 again until an answer has been sent.',
    tag,
    access: 'public',
    limit: 'logins',
    body: registerRequestSchema,
    answers: { 201: { description: 'The new user', body: userViewSchema } },
    problems: { 409: 'There is an account with this email' },
  }).handledBy(async ({ body, req, res }) => {
    const user = await register(body, addressOf(req));
    if (user === null) throw conflict('There is an account with this email');
    res.once('finish', () => {
      // If the deadline passed, a 503 was sent instead. A note that is not deleted expires in a day.
      if (res.statusCode === 201) users.answered(user.email).catch(() => {});
    });
    return { status: 201, body: toUserView(user) };
  });

  const login = defineRoute({
    method: 'post',
    ...paths('login'),
    writes: ({ email }: LoginRequest) => ({ email }),
    summary: 'Log in',
    description: 'Opens a session. The answer is the same for a wrong password and for an unknown email.',
    tag,
    access: 'public',
    limit: 'logins',
    body: loginRequestSchema,
    answers: tokensAnswer,
    problems: { 401: 'Email or password is wrong' },
  }).handledBy(async ({ body: { email, password }, req }) => {
    const attempt = await loginThrottle.admit(email, addressOf(req));
    const user = await users.verify(email, password);
    if (user === null) throw unauthenticated('Email or password is wrong');
    const [tokens] = await Promise.all([sessions.open(user), attempt.succeeded()]);
    // The password was changed while it was checked.
    if (tokens === null) throw unauthenticated('Email or password is wrong');
    return { status: 200, headers: NOT_STORED, body: tokens };
  });

  const refresh = defineRoute({
    method: 'post',
    ...paths('refresh'),
    writes: ({ refresh_token }: RefreshRequest) => sessions.besideWhat(refresh_token),
    summary: 'Get new tokens for a refresh token',
    description:
      'A refresh token works once. For a short time (REFRESH_GRACE_S) it gets the same successor again, in case an ' +
      'answer was lost; a repetition after that ends its session.',
    tag,
    access: 'public',
    body: refreshRequestSchema,
    answers: tokensAnswer,
    problems: { 401: 'The refresh token is no longer valid' },
  }).handledBy(async ({ body }) => {
    const issued = await sessions.refresh(body.refresh_token);
    if (issued === null) throw unauthenticated('The refresh token is no longer valid; log in again');
    return { status: 200, headers: NOT_STORED, body: issued };
  });

  const logout = defineRoute({
    method: 'post',
    ...paths('logout'),
    writes: 'own',
    summary: 'Log out',
    description:
      'Ends the session: from now on every service refuses its tokens. The answer is the same if it had already ended.',
    tag,
    access: 'bearer',
    answers: { 204: { description: 'The session has ended' } },
  }).handledBy(async ({ principal }) => {
    await sessions.close(principal);
    return { status: 204 };
  });

  const me = defineRoute({
    method: 'get',
    ...paths('me'),
    summary: 'Get the user who is logged in',
    tag,
    access: 'user',
    answers: { 200: { description: 'The user', body: userViewSchema } },
  }).handledBy(async ({ principal }) => {
    const user = await users.find(principal.userId);
    if (user === null) throw unauthenticated('The account is gone');
    return { status: 200, body: toUserView(user) };
  });

  const password = defineRoute({
    method: 'post',
    ...paths('password'),
    writes: 'own',
    summary: 'Change your password',
    description:
      'Ends your other sessions; the current one goes on. Repeated with the same new password, it answers 204 again.',
    tag,
    access: 'user',
    limit: 'logins',
    body: changePasswordRequestSchema,
    answers: { 204: { description: 'The new password is in effect' } },
    problems: { 403: 'The current password is wrong' },
  }).handledBy(async ({ principal, body, req }) => {
    switch (await changePassword(principal, body, addressOf(req))) {
      case 'wrong':
        throw new ProblemError(403, 'The current password is wrong');
      case 'session-ended':
        throw sessionEnded();
      case 'changed':
        return { status: 204 };
    }
  });

  return [registration, login, refresh, logout, me, password];
}
