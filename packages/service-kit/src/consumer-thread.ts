import { MessageChannel, parentPort, Worker, type MessagePort } from 'node:worker_threads';
import { settlesWithin } from '@stockade/redis';
import type { Consumer } from '@stockade/streams';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';
import type { ServiceRedis } from './redis.js';

/** A thread that says nothing for so long is in trouble. Leaves a probe, which has a second, time to say so. */
const ANSWER_MAX_MS = 400;

type Question = 'trouble' | 'metrics' | 'stop';

/** Each question brings along the port that its answer goes to. */
interface Asked {
  question: Question;
  answerTo: MessagePort;
}

/** A consumer on a thread of its own, as the thread that answers HTTP sees it. */
export interface ConsumerThread {
  /** Once at most. A thread that dies takes the process along, and the supervisor starts both again. */
  start(): void;
  /** Resolves when nothing is in hand any more, or at the consumer's stop deadline. */
  stop(): Promise<void>;
  /** Why it is not consuming now, or null when all is well. */
  trouble(): Promise<string | null>;
  /** What it counts, in the text format of Prometheus; nothing when it does not answer. */
  metrics(): Promise<string>;
}

/** `file`: the module that the thread runs, which ends in `consumeOnThisThread`. */
export function makeConsumerThread(file: URL, logger: Logger): ConsumerThread {
  const asking = new Map<Question, Promise<string | null>>();
  let thread: Worker | undefined;
  let stopped: Promise<void> | undefined;

  /** One question of a kind at a time, for all who ask: a thread that says nothing is not heaped with questions. */
  function ask(asked: Worker, question: Question): Promise<string | null> {
    const known = asking.get(question);
    if (known !== undefined) return known;
    const answer = new Promise<string | null>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.once('message', (text: string | null) => {
        port1.close();
        asking.delete(question);
        resolve(text);
      });
      asked.postMessage({ question, answerTo: port2 } satisfies Asked, [port2]);
    });
    asking.set(question, answer);
    return answer;
  }

  async function stop(): Promise<void> {
    if (thread === undefined) return;
    await ask(thread, 'stop');
    await thread.terminate();
  }

  function die(reason: string, error?: unknown): void {
    logger.fatal({ err: error }, `the consumer's thread ${reason}`);
    process.exit(1);
  }

  return {
    start() {
      if (stopped) return;
      thread = new Worker(file);
      thread.on('error', (error) => die('died', error));
      thread.on('exit', (code) => {
        if (!stopped) die(`ended with code ${code}`);
      });
    },
    stop: () => (stopped ??= stop()),
    async trouble() {
      if (thread === undefined) return 'the consumer has not started';
      if (stopped) return 'the consumer is stopped';
      const answer = ask(thread, 'trouble');
      const inTime = await settlesWithin(answer, ANSWER_MAX_MS);
      return inTime ? answer : `the consumer's thread does not answer within ${ANSWER_MAX_MS} ms`;
    },
    async metrics() {
      if (thread === undefined || stopped) return '';
      const answer = ask(thread, 'metrics');
      return (await settlesWithin(answer, ANSWER_MAX_MS)) ? ((await answer) ?? '') : '';
    },
  };
}

interface OnThread {
  consumer: Consumer;
  connections: ServiceRedis;
  metrics: Metrics;
}

/** The other side: consumes on this thread, and answers what it is asked. */
export function consumeOnThisThread({ consumer, connections, metrics }: OnThread): void {
  const answers: Record<Question, () => Promise<string | null>> = {
    trouble: async () => consumer.trouble(),
    metrics: () => metrics.metrics(),
    async stop() {
      await consumer.stop();
      connections.close();
      return null;
    },
  };
  parentPort?.on('message', ({ question, answerTo }: Asked) => {
    void answers[question]().then((answer) => answerTo.postMessage(answer));
  });
  consumer.start();
}
