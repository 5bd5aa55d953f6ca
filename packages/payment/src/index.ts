export { GatewayError, type Charge, type Payment, type PaymentGateway } from './gateway.js';
export * from './payment-gateway.js';
export * from './provider-api.js';
export * from './simulated-gateway.js';
export { makeSimulatedProvider, type ProviderBooks } from './simulated-provider.js';
export { TEST_CARDS, type TestCard } from './test-cards.js';
