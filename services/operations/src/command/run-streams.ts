import { setTimeout as after } from 'node:timers/promises';
import { allFlows, type GroupView, type StreamView } from '@stockade/contracts';
import { viewStream } from '@stockade/operations';
import type { CommandContext } from './context.js';
import type { Command } from './parse-command.js';
import { formatCount, formatDuration, formatTable } from './terminal.js';

const WATCH_INTERVAL_MS = 2_000;

export async function runStreams(
  { json, watch }: Extract<Command, { name: 'streams' }>,
  { redis, keys, terminal, stop }: CommandContext,
): Promise<number> {
  for (;;) {
    const streams = await Promise.all(allFlows(keys).map((flow) => viewStream(redis, flow)));
    if (watch && !json) terminal.clear();
    terminal.print(json ? JSON.stringify({ streams }) : formatStreams(streams));
    if (watch) await after(WATCH_INTERVAL_MS, undefined, { signal: stop }).catch(() => 'stopped');
    if (!watch || stop.aborted) return 0;
  }
}

/** The marks of a group that an operator should notice. */
function nameOf({ group, exists, declared }: GroupView): string {
  if (!exists) return `${group} (missing)`;
  return declared ? group : `${group} (not declared)`;
}

function formatStreams(streams: readonly StreamView[]): string {
  const groups = streams.flatMap(({ stream, length, dead_letters, groups: views }) =>
    views.map((view) => [
      stream,
      formatCount(length),
      nameOf(view),
      view.lag === null ? 'unknown' : formatCount(view.lag),
      formatCount(view.pending),
      view.oldest_pending_age_ms === null ? '-' : formatDuration(view.oldest_pending_age_ms),
      formatCount(view.deliveries_max),
      formatCount(dead_letters),
    ]),
  );
  const consumers = streams.flatMap(({ stream, groups: views }) =>
    views.flatMap(({ group, consumers: members }) =>
      members.map(({ name, pending, idle_ms, inactive_ms }) => [
        stream,
        group,
        name,
        formatCount(pending),
        formatDuration(idle_ms),
        inactive_ms === null ? '-' : formatDuration(inactive_ms),
      ]),
    ),
  );
  const header = ['stream', 'length', 'group', 'lag', 'pending', 'oldest pending', 'most deliveries', 'dead letters'];
  return [
    formatTable(header, groups),
    formatTable(['stream', 'group', 'consumer', 'pending', 'idle', 'inactive'], consumers),
  ].join('\n\n');
}
