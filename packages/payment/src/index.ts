export type { Charge, ChargeOutcome, PaymentGateway } from './gateway.js';
export * from './simulated-gateway.js';
