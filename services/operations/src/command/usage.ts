import { AUDIT_DEFAULTS } from '@stockade/operations';

export const USAGE = `npm run ops -- <command>

  streams                              the state of each stream: length, lag, pending, consumers
      --watch                          refresh every two seconds, until Ctrl-C
  dead-letters list [<stream>]         entries that could not be processed, newest first
      --limit <n>                      at most this many per stream (100)
      --cursor <id>                    continue after this dead letter; needs the stream
  dead-letters show <stream> <id>      one dead letter, with its original entry
  dead-letters replay <stream> <id>    put the entry back into its stream; --all instead of the id for all
  dead-letters purge <stream> <id>     remove it for good; --all instead of the id for all
  audit                                check every order, product and stream, while orders flow
      --repair                         show possible repairs
      --repair --yes                   make the repairs
      --stuck-ms <ms>                  how long an order may wait for its next step (${AUDIT_DEFAULTS.stuckMs})
      --grace-ms <ms>                  how long to wait before reading a suspicious order again (${AUDIT_DEFAULTS.graceMs})
      --without-gateway                the payment provider's ledger is not in this Redis

  --json                               print one JSON document; with --watch and audit, one per line
  --help

Redis is REDIS_URL, or REDIS_URL_FILE, or else that of a running npm start.
Exit code: 0 all is well, 1 something is wrong, 2 the command was not understood, 3 Redis went away.`;
