// Loaded into each thread of each service by NODE_OPTIONS; the services know nothing of it. On SIGUSR2 all threads of a
// process collect their garbage, and the first one prints what the process keeps.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BroadcastChannel, isMainThread } from 'node:worker_threads';

/** A thread's heap, in bytes: the room that it had taken, and what lives on it after a collection. */
interface Heap {
  room: number;
  living: number;
}

type Message = 'here' | 'collect' | Heap;

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');
const threads = new BroadcastChannel('kept memory');
threads.unref();

if (isMainThread) reportOnSignal();
else answerFurther();

function collect(): Heap {
  if (typeof collectGarbage !== 'function') throw new Error('V8 gives no access to its garbage collector');
  const { heapTotal } = process.memoryUsage();
  collectGarbage();
  return { room: heapTotal, living: process.memoryUsage().heapUsed };
}

function reportOnSignal(): void {
  let reports = 0;
  let furtherThreads = 0;
  let heaps: Heap[] = [];
  let rssBytes = 0;

  threads.onmessage = ({ data }: { data: Message }) => {
    if (data === 'here') furtherThreads += 1;
    else if (data !== 'collect') heaps.push(data);
    if (heaps.length > furtherThreads) report();
  };
  process.on('SIGUSR2', () => {
    // Before the collection: the pages that it sets free go back to the system only some time later.
    rssBytes = process.memoryUsage.rss();
    heaps = [collect()];
    if (furtherThreads === 0) report();
    else tell('collect');
  });

  function report(): void {
    const keptBytes = heaps.reduce((kept, { room, living }) => kept - room + living, rssBytes);
    heaps = [];
    reports += 1;
    process.stdout.write(`kept memory ${reports}: ${keptBytes}\n`);
  }
}

function answerFurther(): void {
  threads.onmessage = ({ data }: { data: Message }) => {
    if (data === 'collect') tell(collect());
  };
  tell('here');
}

function tell(message: Message): void {
  threads.postMessage(message);
}
