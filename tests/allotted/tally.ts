/** What happened in a run. */
export interface Tally {
  steps: number;
  reserved: number;
  refused: number;
  killed: number;
  stalled: number;
  leasesLost: number;
  settings: number;
  settingsGivenUp: number;
}

export const makeTally = (): Tally => ({
  steps: 0,
  reserved: 0,
  refused: 0,
  killed: 0,
  stalled: 0,
  leasesLost: 0,
  settings: 0,
  settingsGivenUp: 0,
});

export function addUp(sum: Tally, one: Tally): void {
  sum.steps += one.steps;
  sum.reserved += one.reserved;
  sum.refused += one.refused;
  sum.killed += one.killed;
  sum.stalled += one.stalled;
  sum.leasesLost += one.leasesLost;
  sum.settings += one.settings;
  sum.settingsGivenUp += one.settingsGivenUp;
}
