import { describeWhere, usePrivateRedis } from '@stockade/testing';
import { whyNoContainer } from '../compose/docker.js';
import { testEveryCommand } from './every-command.js';

/** What docker-compose.yml runs. */
const IMAGE = 'redis:8';

// A machine may have no Docker: then all of this counts as skipped, and says why.
const obstacle = await whyNoContainer([IMAGE]);
const describeHere = describeWhere(obstacle === undefined);
if (obstacle !== undefined) process.stderr.write(`the commands of ${IMAGE} are not tested here: ${obstacle}\n`);

describeHere(`the Redis users of docker compose, against every command of ${IMAGE} (G8)`, () => {
  testEveryCommand(usePrivateRedis({ appendfsync: 'everysec', program: { kind: 'docker', image: IMAGE } }));
});
