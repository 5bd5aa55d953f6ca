// Loaded into each service by NODE_OPTIONS; the services know nothing of it. On SIGUSR2 it collects all garbage and
// prints what the process keeps.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');
let reports = 0;

process.on('SIGUSR2', () => {
  if (typeof collectGarbage !== 'function') throw new Error('V8 gives no access to its garbage collector');
  // Before the collection: the pages that it sets free go back to the system only some time later.
  const { rss, heapTotal } = process.memoryUsage();
  collectGarbage();
  const keptBytes = rss - heapTotal + process.memoryUsage().heapUsed;
  reports += 1;
  process.stdout.write(`kept memory ${reports}: ${keptBytes}\n`);
});
