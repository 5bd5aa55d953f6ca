import type { Route } from '@stockade/http';

const TAGS: Readonly<Record<string, string>> = {
  Users: 'Accounts, logins and their tokens.',
  Orders: 'Orders, from `pending` to their end.',
  Payments: 'What the payment provider has about orders.',
  About: 'What the shop is made of.',
  Products: 'The catalogue and what is in stock.',
  Reservations: 'What the warehouse decided about paid orders.',
  Refunds: 'Money that was given back.',
  Operations: 'For admins: how far the consumers have come, and what they could not process.',
  Lab: 'For admins, under `npm start`: proofs on systems of their own.',
  Health: 'For probes and load balancers.',
  Metrics: 'For Prometheus.',
};

/** The tags of the routes, in the order in which they come. Throws for one that is not listed here. */
export function describeTags(routes: readonly Route[]): { name: string; description: string }[] {
  return [...new Set(routes.map(({ tag }) => tag))].map((name) => {
    const description = TAGS[name];
    if (description === undefined) throw new Error(`the tag ${name} needs a line in ${import.meta.url}`);
    return { name, description };
  });
}
