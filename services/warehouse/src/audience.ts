/**
 * The clients to which changes are sent. Until it leaves, a client is in one of three sets. It starts `behind`. While the products
 * that it follows are read, it is `catchingUp`. When every later change will be noticed, it is `current`. When changes may have been
 * missed, all clients are behind again.
 */
export function makeAudience<Client>(tell: (client: Client, what: 'away' | 'following') => void) {
  const behind = new Set<Client>();
  const catchingUp = new Set<Client>();
  const current = new Set<Client>();
  let isAway = false;

  function fallBehind(): void {
    move(catchingUp, behind);
    move(current, behind);
  }

  return {
    isCurrent: (client: Client) => current.has(client),
    join(client: Client): void {
      behind.add(client);
      if (isAway) tell(client, 'away');
    },
    leave(client: Client): void {
      for (const some of [behind, catchingUp, current]) some.delete(client);
    },
    /** Redis is away: tells all clients once, and later those that join before it is back. */
    lose(): void {
      fallBehind();
      if (isAway) return;
      isAway = true;
      for (const client of behind) tell(client, 'away');
    },
    /** Redis is back, and changes may have been missed. */
    beginAnew(): void {
      fallBehind();
      isAway = false;
    },
    startCatchingUp: () => move(behind, catchingUp),
    /** Tells the clients that were catching up, and have not fallen behind since, that they now follow. */
    finishCatchingUp(): void {
      for (const client of catchingUp) tell(client, 'following');
      move(catchingUp, current);
    },
  };
}

export type Audience = ReturnType<typeof makeAudience>;

function move<Client>(from: Set<Client>, to: Set<Client>): void {
  for (const client of from) to.add(client);
  from.clear();
}
