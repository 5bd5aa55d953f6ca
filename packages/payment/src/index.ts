export type { Charge, Payment, PaymentGateway } from './gateway.js';
export * from './simulated-gateway.js';
export { TEST_CARDS, type TestCard } from './test-cards.js';
