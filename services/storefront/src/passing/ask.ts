import type { ProblemError } from '@stockade/http';
import { send, type Asked } from './send.js';
import type { Upstream } from './upstream.js';

/** A whole answer of a service. */
export interface Answer {
  readonly status: number;
  /** Names and values in turn. */
  readonly fields: readonly string[];
  readonly body: Buffer;
}

/** Asks a service and waits for all that it answers. Rejects with a ProblemError when there is no whole answer. */
export function ask(upstream: Upstream, asked: Asked): Promise<Answer> {
  return new Promise((resolve, reject: (problem: ProblemError) => void) => {
    const chunks: Buffer[] = [];
    let head: Pick<Answer, 'status' | 'fields'> = { status: 0, fields: [] };
    send(upstream, asked, {
      begin(status, fields) {
        head = { status, fields };
      },
      take: (chunk) => chunks.push(chunk) > 0,
      end: () => resolve({ ...head, body: Buffer.concat(chunks) }),
      fail: reject,
    });
  });
}
