import { AUDIT_DEFAULTS } from '@stockade/operations';

export const USAGE = `npm run ops -- <command>

  streams                              how far each stream is: length, lag, pending, consumers
      --watch                          again every two seconds, until Ctrl-C
  dead-letters list [<stream>]         what nobody could process, newest first
      --limit <n>                      at most so many of a stream (100)
      --cursor <id>                    go on after this dead letter; needs the stream
  dead-letters show <stream> <id>      one of them, with the entry that it was
  dead-letters replay <stream> <id>    put the entry back into its stream; --all instead of the id for all
  dead-letters purge <stream> <id>     remove it for good; --all instead of the id for all
  audit                                check every order, product and stream, while orders flow
      --repair                         show what could be mended
      --repair --yes                   mend it
      --stuck-ms <ms>                  how long an order may wait for its next step (${AUDIT_DEFAULTS.stuckMs})
      --grace-ms <ms>                  how long before what looks wrong is looked at again (${AUDIT_DEFAULTS.graceMs})
      --without-gateway                the payment provider keeps its book elsewhere

  --json                               for machines: one JSON document; one a line with --watch and with audit
  --help

Redis is REDIS_URL, or REDIS_URL_FILE, or else that of a running npm start.
Exit code: 0 all is well, 1 something is not, 2 the command was not understood.`;
