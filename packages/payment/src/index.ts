export type { Charge, ChargeOutcome, PaymentGateway } from './gateway.js';
export * from './simulated-gateway.js';
export { TEST_CARDS, type TestCard } from './test-cards.js';
