/** The `type` of the problem that an order would not cost what the client expects. */
export const PRICE_CHANGED_PROBLEM = 'urn:stockade:problem:price-changed';
/** The `type` of the problem that too few replicas have what was written: it may have happened, and a repetition finds out. */
export const NOT_CONFIRMED_PROBLEM = 'urn:stockade:problem:not-confirmed';
