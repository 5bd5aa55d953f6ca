import type { LetterCause, LetterCauses, LetterFilter } from '@stockade/contracts';
import { causeOf } from './letter-cause.js';
import { momentOf, toView } from './letter-view.js';
import type { StoredEntry } from './read-entries.js';
import type { ShopLetters, ShopStream } from './shop-letters.js';
import { shortenLetter } from './shorten-letter.js';

/** Causes that are told apart; foreign reasons could make one of each dead letter. */
const CAUSES_MAX = 1_000;
/** Causes that are listed: the most frequent. */
const CAUSES_LISTED_MAX = 100;

interface Group {
  cause: string;
  stream: ShopStream;
  group: string;
  count: number;
  firstMs: number;
  lastMs: number;
  example: StoredEntry;
}

/** Groups the dead letters that a filter means by cause, stream and consumer group. */
export async function groupLetters(letters: ShopLetters, filter: LetterFilter): Promise<LetterCauses> {
  const groups = new Map<string, Group>();
  let leftOut = 0;
  const survey = await letters.survey(filter, (stream, entry) => {
    const { reason = '', group = '', at } = entry.message;
    const cause = causeOf(reason);
    const name = JSON.stringify([stream.flow, group, cause]);
    const known = groups.get(name);
    const atMs = Number(at);
    if (known === undefined && groups.size >= CAUSES_MAX) leftOut += 1;
    else if (known === undefined)
      groups.set(name, { cause, stream, group, count: 1, firstMs: atMs, lastMs: atMs, example: entry });
    else {
      known.count += 1;
      known.firstMs = Math.min(known.firstMs, atMs);
      known.lastMs = Math.max(known.lastMs, atMs);
    }
  });
  const sorted = [...groups.values()].toSorted((one, other) => other.count - one.count);
  return {
    items: sorted.slice(0, CAUSES_LISTED_MAX).map(toCause),
    ...survey,
    causes_left_out: Math.max(0, sorted.length - CAUSES_LISTED_MAX) + leftOut,
  };
}

function toCause({ cause, stream, group, count, firstMs, lastMs, example }: Group): LetterCause {
  const { reason, order_id } = shortenLetter(toView(stream.stream, example));
  return {
    cause,
    stream: stream.flow,
    group,
    count,
    first_at: momentOf(firstMs),
    last_at: momentOf(lastMs),
    example: { id: `${stream.mark}${example.id}`, reason, order_id },
  };
}
