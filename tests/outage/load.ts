/** What one request was answered; status 0 when it was not. */
export interface Seen {
  kind: string;
  replica: number;
  status: number;
  sentAtMs: number;
  tookMs: number;
  source: string | null;
  retryAfter: string | null;
  mediaType: string;
}

export type Request = (replica: number) => Promise<{ status: number; headers: Headers }>;

export interface Load {
  /** Everything so far, on the clock of performance.now(). */
  readonly seen: readonly Seen[];
  /** Ends it when what is under way is answered; throws nothing. */
  stop(): Promise<void>;
}

/** Sends each kind of request to each replica, one after the other, for as long as it is not stopped. */
export function startLoad(kinds: Readonly<Record<string, Request>>, replicas: readonly number[]): Load {
  const seen: Seen[] = [];
  const stopping = new AbortController();
  const loops = Object.entries(kinds).flatMap(([kind, request]) =>
    replicas.map(async (replica) => {
      while (!stopping.signal.aborted) seen.push(await sendOne(kind, replica, request));
    }),
  );
  return {
    seen,
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function sendOne(kind: string, replica: number, request: Request): Promise<Seen> {
  const sentAtMs = performance.now();
  const answer = await request(replica).catch(() => null);
  return {
    kind,
    replica,
    status: answer?.status ?? 0,
    sentAtMs,
    tookMs: performance.now() - sentAtMs,
    source: answer?.headers.get('x-cache') ?? null,
    retryAfter: answer?.headers.get('retry-after') ?? null,
    mediaType: answer?.headers.get('content-type') ?? '',
  };
}
