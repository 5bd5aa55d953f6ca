import { describe, expect, test } from '@jest/globals';
import { makeAudience } from '../../services/warehouse/src/audience.js';

/** More than a call can have arguments. */
const MANY = 200_000;

function gather() {
  const told: string[] = [];
  const audience = makeAudience<string>((client, what) => told.push(`${client} ${what}`));
  return {
    ...audience,
    /** What was told since the last time. */
    told: () => told.splice(0),
    catchUp() {
      audience.startCatchingUp();
      audience.finishCatchingUp();
    },
  };
}

describe('an audience', () => {
  test('follows once what it follows has been read from beginning to end since it came', () => {
    const { join, told, startCatchingUp, finishCatchingUp, catchUp, isCurrent } = gather();
    join('ann');
    startCatchingUp();
    join('bob');
    expect([isCurrent('ann'), told()]).toEqual([false, []]);
    finishCatchingUp();
    expect([isCurrent('ann'), isCurrent('bob'), told()]).toEqual([true, false, ['ann following']]);
    catchUp();
    expect([isCurrent('bob'), told()]).toEqual([true, ['bob following']]);
    catchUp();
    expect(told()).toEqual([]);
  });

  test('follows anew, without a word of Redis, when changes were missed while it was there', () => {
    const { join, told, beginAnew, startCatchingUp, finishCatchingUp, catchUp, isCurrent } = gather();
    join('ann');
    catchUp();
    join('bob');
    startCatchingUp();
    beginAnew();
    finishCatchingUp();
    expect([isCurrent('ann'), isCurrent('bob'), told()]).toEqual([false, false, ['ann following']]);
    catchUp();
    expect(told().toSorted()).toEqual(['ann following', 'bob following']);
  });

  test('is told once of each time that Redis is away, also who comes meanwhile', () => {
    const { join, told, lose, beginAnew, startCatchingUp, finishCatchingUp, catchUp } = gather();
    join('ann');
    startCatchingUp();
    lose();
    lose();
    join('bob');
    finishCatchingUp();
    expect(told()).toEqual(['ann away', 'bob away']);
    beginAnew();
    catchUp();
    expect(told()).toEqual(['ann following', 'bob following']);
    lose();
    expect(told()).toEqual(['ann away', 'bob away']);
  });

  test('tells nobody who has left, wherever it was', () => {
    const { join, leave, told, lose, beginAnew, startCatchingUp, finishCatchingUp, catchUp, isCurrent } = gather();
    join('current');
    catchUp();
    join('catching up');
    startCatchingUp();
    join('behind');
    told();
    for (const client of ['current', 'catching up', 'behind']) leave(client);
    finishCatchingUp();
    lose();
    beginAnew();
    catchUp();
    expect([isCurrent('current'), told()]).toEqual([false, []]);
  });

  test('has room for any number', () => {
    const { join, told, lose, beginAnew, catchUp } = gather();
    for (let i = 0; i < MANY; i++) join(String(i));
    lose();
    beginAnew();
    catchUp();
    expect(told()).toHaveLength(2 * MANY);
  });
});
