/** The `type` of the problem that an order would not cost what the client expects. */
export const PRICE_CHANGED_PROBLEM = 'urn:stockade:problem:price-changed';
