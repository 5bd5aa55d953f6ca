import { loginRequestSchema, refreshRequestSchema, registerRequestSchema } from '@stockade/contracts';
import { conflict, parse, unauthenticated, type Authenticate } from '@stockade/service-kit';
import { Router } from 'express';
import type { Sessions } from '../sessions.js';
import { toUserView, type Users } from '../users.js';

interface Dependencies {
  users: Users;
  sessions: Sessions;
  authenticate: Authenticate;
}

/** `/auth/…` is what earlier clients call. */
const paths = (action: string) => [`/users/${action}`, `/auth/${action}`];

export function makeUsersRouter({ users, sessions, authenticate }: Dependencies): Router {
  const router = Router();

  router.post(paths('register'), async (req, res) => {
    const request = parse(registerRequestSchema, req.body);
    const user = await users.register(request, 'customer');
    if (user === null) throw conflict('There is an account with this email');
    res.status(201).json(toUserView(user));
  });

  router.post(paths('login'), async (req, res) => {
    const { email, password } = parse(loginRequestSchema, req.body);
    const user = await users.verify(email, password);
    if (user === null) throw unauthenticated('Email or password is wrong');
    res.set('cache-control', 'no-store').json(await sessions.open(user));
  });

  router.post(paths('refresh'), async (req, res) => {
    const { refresh_token } = parse(refreshRequestSchema, req.body);
    const tokens = await sessions.refresh(refresh_token);
    if (tokens === null) throw unauthenticated('The refresh token is not valid any more; log in again');
    res.set('cache-control', 'no-store').json(tokens);
  });

  router.post(paths('logout'), async (req, res) => {
    await sessions.close(await authenticate.user(req));
    res.status(204).end();
  });

  router.get(paths('me'), async (req, res) => {
    const { userId } = await authenticate.user(req);
    const user = await users.find(userId);
    if (user === null) throw unauthenticated('The account is gone');
    res.json(toUserView(user));
  });

  return router;
}
