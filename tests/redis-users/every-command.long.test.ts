import { describe } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { testEveryCommand } from './every-command.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });

describe('the Redis users of docker compose, against every command of the Redis that runs here (G8)', () => {
  testEveryCommand(redis);
});
