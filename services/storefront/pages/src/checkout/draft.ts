import { makeCell } from '../parts/cell.js';

interface Draft {
  readonly address: string;
  readonly method: string;
}

const EMPTY: Draft = { address: '', method: 'pm_card_visa' };

/** What has been filled in at the checkout. It outlasts a look around the shop, but is kept in memory only. */
export const draft = makeCell(EMPTY);

export const fillIn = (part: Partial<Draft>): void => draft.set({ ...draft.get(), ...part });

export const forgetDraft = (): void => draft.set(EMPTY);
