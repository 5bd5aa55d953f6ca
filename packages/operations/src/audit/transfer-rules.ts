import type { Finding, Rule } from './finding.js';
import { placeName } from './stock-record.js';
import type { LaneRecord } from './transfer-record.js';

/**
 * Checks the transfers on a lane as they were read. There is one open transfer at a time, and it is closed once it was taken:
 * the receiver has taken all that were sent, or all but the open one.
 */
export function judgeLane({ productId, from, to, sent, open, listed, seenBefore, seenAfter }: LaneRecord): Finding[] {
  const [sender, receiver] = [placeName(from), placeName(to)];
  const finding = (broken: boolean, rule: Rule, what: string): Finding[] =>
    broken ? [{ rule, id: productId, what }] : [];
  const isUnreadable =
    [sent, open ?? 0, seenBefore, seenAfter].some((number) => Number.isNaN(number)) ||
    (open !== null && sent * open === 0);
  if (isUnreadable)
    return finding(true, 'transfer-taken', `the transfers from ${sender} to ${receiver} cannot be read`);
  const mustHaveTaken = open === null ? sent : sent - 1;
  const openOne = open === null ? 'none is open' : `number ${sent} of ${open} is open`;
  return [
    ...finding(
      seenBefore > sent,
      'transfer-sent',
      `${receiver} has taken transfer ${seenBefore} from ${sender}, which has sent ${sent}`,
    ),
    ...finding(
      seenAfter < mustHaveTaken,
      'transfer-taken',
      `${sender} has sent transfer ${sent} to ${receiver}, which has taken number ${seenAfter}, and ${openOne}`,
    ),
    ...finding(
      listed !== (open !== null),
      'transfer-listed',
      `from ${sender} to ${receiver} ${openOne}, and it is ${listed ? '' : 'not '}listed as open`,
    ),
  ];
}
